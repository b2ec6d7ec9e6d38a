using System.Buffers.Binary;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>Reads a WAV file as one channel of samples from -1 to 1: several are mixed.</summary>
internal sealed class WaveReader : IDisposable
{
    private readonly FileStream _file;
    private readonly byte[] _block;
    private long _left;

    /// <exception cref="IOException">There is no such file, or it cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is none that can be read.</exception>
    public WaveReader(string path)
    {
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 4096, FileOptions.Asynchronous | FileOptions.SequentialScan);
        try
        {
            Header = WaveHeader.Read(_file, Path.GetFileName(path));
            _file.Position = Header.DataStart;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
        _left = Header.DataLength;
        _block = new byte[Math.Max(1, 8192 / Header.BytesPerFrame) * Header.BytesPerFrame];
    }

    public WaveHeader Header { get; }

    /// <summary>Reads some more.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> ReadAsync(List<float> output, CancellationToken cancellationToken)
    {
        var length = (int)Math.Min(_left, _block.Length);
        if (length == 0)
            return false;
        await _file.ReadExactlyAsync(_block.AsMemory(0, length), cancellationToken);
        _left -= length;
        Decode(_block.AsSpan(0, length), output);
        return true;
    }

    public void Dispose() => _file.Dispose();

    private void Decode(ReadOnlySpan<byte> bytes, List<float> output)
    {
        var size = Header.Bits / 8;
        for (; bytes.Length > 0; bytes = bytes[Header.BytesPerFrame..])
        {
            var sum = 0f;
            for (var channel = 0; channel < Header.Channels; channel++)
                sum += Sample(bytes.Slice(channel * size, size));
            output.Add(sum / Header.Channels);
        }
    }

    private float Sample(ReadOnlySpan<byte> at) => (Header.Encoding, Header.Bits) switch
    {
        (WaveEncoding.MuLaw, _) => MuLaw.Decode(at[0]) / 32_768f,
        (WaveEncoding.Float, _) => BinaryPrimitives.ReadSingleLittleEndian(at) is var sample && float.IsFinite(sample) ? Math.Clamp(sample, -1, 1) : 0,
        (_, 8) => (at[0] - 128) / 128f,
        (_, 16) => BinaryPrimitives.ReadInt16LittleEndian(at) / 32_768f,
        (_, 24) => ((at[0] << 8) | (at[1] << 16) | (at[2] << 24)) / 2_147_483_648f,
        _ => BinaryPrimitives.ReadInt32LittleEndian(at) / 2_147_483_648f,
    };
}
