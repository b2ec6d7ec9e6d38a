using System.Buffers.Binary;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>Samples from -1 to 1 as the bytes of a format.</summary>
internal static class Samples
{
    /// <summary>How many bytes of whole samples sound for so long.</summary>
    public static int BytesOf(this AudioFormat format, TimeSpan duration) =>
        checked((int)(duration.Ticks * format.SampleRate / TimeSpan.TicksPerSecond) * format.BytesPerSample);

    /// <summary>Without half a sample at the end, which would shift all that follows.</summary>
    public static ReadOnlyMemory<byte> Whole(this AudioFormat format, ReadOnlyMemory<byte> sound) => sound[..^(sound.Length % format.BytesPerSample)];

    public static void Silence(this AudioFormat format, Span<byte> bytes) => bytes.Fill(format.Encoding == AudioEncoding.MuLaw ? MuLaw.Silence : (byte)0);

    /// <summary>So many bytes of silence.</summary>
    public static byte[] Silence(this AudioFormat format, int length)
    {
        var silence = new byte[length];
        format.Silence(silence.AsSpan());
        return silence;
    }

    /// <summary>A sound, so many times as loud.</summary>
    public static ReadOnlyMemory<byte> Louder(this AudioFormat format, ReadOnlyMemory<byte> sound, double times)
    {
        if (times == 1)
            return sound;
        var pcm = format.ToPcm16(format.Whole(sound).Span);
        for (var at = pcm.AsSpan(); at.Length > 0; at = at[2..])
            BinaryPrimitives.WriteInt16LittleEndian(at, (short)Math.Clamp(Math.Round(BinaryPrimitives.ReadInt16LittleEndian(at) * times), short.MinValue, short.MaxValue));
        return format.FromPcm16(pcm);
    }

    public static void Encode(this AudioFormat format, ReadOnlySpan<float> samples, Span<byte> bytes)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = (short)Math.Clamp(MathF.Round(samples[i] * 32_768), short.MinValue, short.MaxValue);
            if (format.Encoding == AudioEncoding.MuLaw)
                bytes[i] = MuLaw.Encode(sample);
            else
                BinaryPrimitives.WriteInt16LittleEndian(bytes[(2 * i)..], sample);
        }
    }

    /// <summary>A sound as 16-bit PCM.</summary>
    public static byte[] ToPcm16(this AudioFormat format, ReadOnlySpan<byte> sound)
    {
        if (format.Encoding != AudioEncoding.MuLaw)
            return sound.ToArray();
        var pcm = new byte[2 * sound.Length];
        for (var i = 0; i < sound.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(pcm.AsSpan(2 * i), MuLaw.Decode(sound[i]));
        return pcm;
    }

    /// <summary>16-bit PCM as a sound of this format.</summary>
    public static byte[] FromPcm16(this AudioFormat format, ReadOnlySpan<byte> pcm)
    {
        if (format.Encoding != AudioEncoding.MuLaw)
            return pcm.ToArray();
        var sound = new byte[pcm.Length / 2];
        for (var i = 0; i < sound.Length; i++)
            sound[i] = MuLaw.Encode(BinaryPrimitives.ReadInt16LittleEndian(pcm[(2 * i)..]));
        return sound;
    }
}
