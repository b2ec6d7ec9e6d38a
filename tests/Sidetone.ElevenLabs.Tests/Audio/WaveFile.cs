using System.Buffers.Binary;

namespace Sidetone.ElevenLabs.Tests.Audio;

/// <summary>Writes WAV files, also ones that nobody should.</summary>
internal sealed class WaveFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"sidetone-{Guid.NewGuid():N}.wav");

    public static WaveFile Of(byte[] bytes)
    {
        var file = new WaveFile();
        File.WriteAllBytes(file.Path, bytes);
        return file;
    }

    public static WaveFile Pcm16(int rate, params short[] samples) => Of(Riff([.. Chunk("fmt ", Format(1, 1, rate, 16)), .. Chunk("data", Bytes(samples))]));

    public static byte[] Riff(byte[] chunks, string id = "RIFF") => [.. Chunk(id, [.. "WAVE"u8, .. chunks])];

    public static byte[] Chunk(string id, byte[] content, uint? length = null)
    {
        var head = new byte[8];
        System.Text.Encoding.ASCII.GetBytes(id, head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(4), length ?? (uint)content.Length);
        return [.. head, .. content, .. content.Length % 2 == 1 ? new byte[1] : []];
    }

    public static byte[] Format(int tag, int channels, int rate, int bits)
    {
        var format = new byte[16];
        BinaryPrimitives.WriteUInt16LittleEndian(format, (ushort)tag);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(2), (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(4), rate);
        BinaryPrimitives.WriteInt32LittleEndian(format.AsSpan(8), rate * channels * bits / 8);
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(12), (ushort)(channels * bits / 8));
        BinaryPrimitives.WriteUInt16LittleEndian(format.AsSpan(14), (ushort)bits);
        return format;
    }

    public static byte[] Bytes(params short[] samples)
    {
        var bytes = new byte[2 * samples.Length];
        Buffer.BlockCopy(samples, 0, bytes, 0, bytes.Length);
        return bytes;
    }

    public void Dispose() => File.Delete(Path);
}
