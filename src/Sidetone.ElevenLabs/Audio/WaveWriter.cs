using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>Writes a WAV file that is whole at every moment: its header is put right after each piece, never before.</summary>
internal sealed class WaveWriter : IDisposable
{
    // Of what the file's 32-bit lengths can say.
    private const long MaxData = uint.MaxValue - 4096;

    private static readonly byte[] s_padding = [0];

    private readonly SafeFileHandle _file;
    private readonly AudioFormat _format;
    private readonly int _headerLength;
    private long _length;
    private bool _isFull;

    public WaveWriter(string path, AudioFormat format)
    {
        _format = format;
        _file = File.OpenHandle(path, FileMode.Create, FileAccess.Write, FileShare.Read);
        _headerLength = WriteHeader();
    }

    /// <summary>Adds sound. A file that is full (4 GB) takes no more.</summary>
    public void Append(ReadOnlySpan<byte> sound)
    {
        _isFull |= _length + sound.Length > MaxData;
        if (_isFull)
            return;
        RandomAccess.Write(_file, sound, _headerLength + _length);
        _length += sound.Length;
        WriteHeader();
    }

    public void AppendSilence(long samples)
    {
        _isFull |= _length + (samples * _format.BytesPerSample) > MaxData;
        if (_isFull || samples == 0)
            return;
        Span<byte> block = stackalloc byte[4096];
        _format.Silence(block);
        for (var left = samples * _format.BytesPerSample; left > 0;)
        {
            var length = (int)Math.Min(left, block.Length);
            RandomAccess.Write(_file, block[..length], _headerLength + _length);
            _length += length;
            left -= length;
        }
        WriteHeader();
    }

    /// <summary>Takes the last bytes away.</summary>
    public void Cut(long bytes)
    {
        if (_isFull || bytes == 0)
            return;
        _length = Math.Max(0, _length - bytes);
        WriteHeader();
        RandomAccess.SetLength(_file, _headerLength + _length);
    }

    public void Dispose()
    {
        if (!_file.IsClosed && (_length & 1) != 0)
            RandomAccess.Write(_file, s_padding, _headerLength + _length);       // chunks end at even places
        _file.Dispose();
    }

    private int WriteHeader()
    {
        Span<byte> header = stackalloc byte[58];
        var isMuLaw = _format.Encoding == AudioEncoding.MuLaw;
        var length = isMuLaw ? 58 : 44;
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], (uint)(length - 8 + _length + (_length & 1)));
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(header[16..], isMuLaw ? 18 : 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], (ushort)(isMuLaw ? WaveEncoding.MuLaw : WaveEncoding.Pcm));
        BinaryPrimitives.WriteInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], _format.SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(header[28..], _format.BytesPerSecond);
        BinaryPrimitives.WriteInt16LittleEndian(header[32..], (short)_format.BytesPerSample);
        BinaryPrimitives.WriteInt16LittleEndian(header[34..], (short)(8 * _format.BytesPerSample));
        if (isMuLaw)
        {
            // Formats other than PCM also say how many samples there are.
            "fact"u8.CopyTo(header[38..]);
            BinaryPrimitives.WriteInt32LittleEndian(header[42..], 4);
            BinaryPrimitives.WriteUInt32LittleEndian(header[46..], (uint)_length);
        }
        "data"u8.CopyTo(header[(length - 8)..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[(length - 4)..], (uint)_length);
        RandomAccess.Write(_file, header[..length], 0);
        return length;
    }
}
