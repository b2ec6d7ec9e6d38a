using System.Buffers.Binary;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>What a WAV file says of itself.</summary>
/// <param name="Encoding">How samples are written.</param>
/// <param name="Channels">How many samples make a frame.</param>
/// <param name="SampleRate">Frames a second.</param>
/// <param name="Bits">Bits of a sample.</param>
/// <param name="DataStart">Where its sound begins.</param>
/// <param name="DataLength">How long it is, in bytes; whole frames.</param>
internal sealed record WaveHeader(WaveEncoding Encoding, int Channels, int SampleRate, int Bits, long DataStart, long DataLength)
{
    // Programs that write into a pipe cannot know the length: 0, or 2 or 4 GB, or a little less.
    private const uint LeastUnknown = 0x7FFF_0000;

    public int BytesPerFrame => Channels * Bits / 8;

    /// <exception cref="InvalidDataException">It is none that can be read.</exception>
    public static WaveHeader Read(Stream file, string name)
    {
        Span<byte> head = stackalloc byte[40];
        if (file.ReadAtLeast(head[..12], 12, throwOnEndOfStream: false) < 12 || Id(head) is not ("RIFF" or "RF64") || Id(head[8..]) != "WAVE")
            throw new InvalidDataException($"'{name}' is no WAV file.");
        var riffLength = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        WaveHeader? format = null;
        var longLength = -1L;
        while (file.ReadAtLeast(head[..8], 8, throwOnEndOfStream: false) == 8)
        {
            var id = Id(head);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var start = file.Position;
            if (id == "data")
            {
                return (format ?? throw new InvalidDataException($"'{name}': its sound comes before its format.")).WithData(
                    name, start, length == uint.MaxValue && longLength >= 0 ? longLength : length, riffLength, file.Length);
            }
            var read = (int)Math.Min(length, (uint)head.Length);
            if (id is "fmt " or "ds64" && file.ReadAtLeast(head[..read], read, throwOnEndOfStream: false) < read)
                break;
            if (id == "fmt ")
                format = Format(head[..read], name);
            else if (id == "ds64" && read >= 16)
                longLength = BinaryPrimitives.ReadInt64LittleEndian(head[8..]);
            var next = start + length + (length & 1);       // chunks begin at even places
            if (next > file.Length)
                break;
            file.Position = next;
        }
        throw new InvalidDataException($"'{name}' is cut off: it has no sound.");
    }

    private static WaveHeader Format(ReadOnlySpan<byte> chunk, string name)
    {
        if (chunk.Length < 16)
            throw new InvalidDataException($"'{name}': its format has {chunk.Length} bytes, not 16 or more.");
        var encoding = (WaveEncoding)BinaryPrimitives.ReadUInt16LittleEndian(chunk);
        if (encoding == WaveEncoding.Extensible && chunk.Length >= 26)
            encoding = (WaveEncoding)BinaryPrimitives.ReadUInt16LittleEndian(chunk[24..]);
        var channels = BinaryPrimitives.ReadUInt16LittleEndian(chunk[2..]);
        var rate = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]);
        if ((encoding, bits) is not ((WaveEncoding.Pcm, 8 or 16 or 24 or 32) or (WaveEncoding.Float, 32) or (WaveEncoding.MuLaw, 8)))
        {
            throw new InvalidDataException(
                $"'{name}': its encoding (format {(int)encoding}, {bits} bits) is not one of PCM with 8, 16, 24 or 32 bits, float with 32, and µ-law.");
        }
        if (channels == 0 || rate is < 1000 or > 768_000)
            throw new InvalidDataException($"'{name}': {channels} channels at {rate} Hz is no sound.");
        return new(encoding, channels, (int)rate, bits, 0, 0);
    }

    private WaveHeader WithData(string name, long start, long length, uint riffLength, long fileLength)
    {
        var there = fileLength - start;
        var isUnknown = (length is >= LeastUnknown and <= uint.MaxValue && there < length) || (length == 0 && riffLength + 8L < fileLength);
        if (!isUnknown && there < length)
        {
            throw new InvalidDataException(
                $"'{name}' is cut off: it says that it has {Seconds(length):0.0##} s of sound, and has {Seconds(there):0.0##} s.");
        }
        var whole = isUnknown ? there : length;
        return this with { DataStart = start, DataLength = whole - (whole % BytesPerFrame) };
    }

    private double Seconds(long bytes) => (double)bytes / BytesPerFrame / SampleRate;

    private static string Id(ReadOnlySpan<byte> at) => System.Text.Encoding.Latin1.GetString(at[..4]);
}
