using System.Globalization;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>How audio is written: <c>pcm_16000</c> is signed samples of 16 bits, little-endian, one channel, 16,000 a second;
/// <c>ulaw_8000</c> is µ-law of 8 bits. An open set: a value that this version does not know survives reading and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct AudioFormat(string Value)
{
    /// <summary>PCM of 8 kHz.</summary>
    public static AudioFormat Pcm8000 { get; } = new("pcm_8000");

    /// <summary>PCM of 16 kHz: what both ways have unless the agent says otherwise, and all that the Python SDK plays.</summary>
    public static AudioFormat Pcm16000 { get; } = new("pcm_16000");

    /// <summary>PCM of 22.05 kHz.</summary>
    public static AudioFormat Pcm22050 { get; } = new("pcm_22050");

    /// <summary>PCM of 24 kHz.</summary>
    public static AudioFormat Pcm24000 { get; } = new("pcm_24000");

    /// <summary>PCM of 44.1 kHz.</summary>
    public static AudioFormat Pcm44100 { get; } = new("pcm_44100");

    /// <summary>PCM of 48 kHz.</summary>
    public static AudioFormat Pcm48000 { get; } = new("pcm_48000");

    /// <summary>µ-law of 8 kHz, the telephone's.</summary>
    public static AudioFormat ULaw8000 { get; } = new("ulaw_8000");

    /// <summary>Samples are signed numbers of 16 bits.</summary>
    public bool IsPcm => Rate("pcm_") > 0;

    /// <summary>Samples are µ-law of 8 bits.</summary>
    public bool IsULaw => Rate("ulaw_") > 0;

    /// <summary>Samples a second; 0 for a format that is neither PCM nor µ-law.</summary>
    public int SampleRate => Math.Max(Rate("pcm_"), Rate("ulaw_"));

    /// <summary>Bytes a second; 0 for a format that is neither PCM nor µ-law.</summary>
    public int BytesPerSecond => IsPcm ? 2 * SampleRate : SampleRate;

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    private int Rate(string kind) => Value is { } value && value.StartsWith(kind, StringComparison.Ordinal)
        && int.TryParse(value.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate < 1_000_000 ? rate : 0;
}
