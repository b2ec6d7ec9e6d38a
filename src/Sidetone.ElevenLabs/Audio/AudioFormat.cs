using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>A format of sound, mono. On the wire <c>pcm_16000</c> or <c>ulaw_8000</c>.</summary>
/// <param name="Encoding">How samples are written.</param>
/// <param name="SampleRate">Samples a second.</param>
public readonly record struct AudioFormat(AudioEncoding Encoding, int SampleRate)
{
    private const string Pcm = "pcm_", MuLaw = "ulaw_";

    /// <summary>16-bit PCM at 16 kHz: what the platform assumes where it says nothing.</summary>
    public static AudioFormat Default => new(AudioEncoding.Pcm16, 16_000);

    /// <summary>Bytes of one sample.</summary>
    public int BytesPerSample => Encoding == AudioEncoding.MuLaw ? 1 : 2;

    /// <summary>Bytes of one second.</summary>
    public int BytesPerSecond => SampleRate * BytesPerSample;

    /// <summary>How long so many bytes sound.</summary>
    /// <param name="bytes">Their number.</param>
    public TimeSpan DurationOf(long bytes) => TimeSpan.FromSeconds((double)bytes / BytesPerSecond);

    /// <summary>Reads a format as the wire names it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="format">The format.</param>
    /// <returns>False when the name is none that is known.</returns>
    public static bool TryParse([NotNullWhen(true)] string? name, out AudioFormat format)
    {
        format = Default;
        if (name is null)
            return false;
        var isMuLaw = name.StartsWith(MuLaw, StringComparison.Ordinal);
        if (!isMuLaw && !name.StartsWith(Pcm, StringComparison.Ordinal))
            return false;
        if (!int.TryParse(name.AsSpan(isMuLaw ? MuLaw.Length : Pcm.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var samples) || samples is < 1000 or > 192_000)
            return false;
        format = new(isMuLaw ? AudioEncoding.MuLaw : AudioEncoding.Pcm16, samples);
        return true;
    }

    /// <summary>The format as the wire names it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Encoding == AudioEncoding.MuLaw ? MuLaw : Pcm)}{SampleRate}");
}
