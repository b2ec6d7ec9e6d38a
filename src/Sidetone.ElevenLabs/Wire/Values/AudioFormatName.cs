namespace Sidetone.ElevenLabs.Wire;

/// <summary>The name of a format of sound, which <see cref="Sidetone.ElevenLabs.Audio.AudioFormat.TryParse"/> reads: <c>pcm_16000</c> is signed samples of 16 bits, little-endian, one channel, 16,000 a second;
/// <c>ulaw_8000</c> is µ-law of 8 bits. An open set: a value that this version does not know survives reading and writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct AudioFormatName(string Value)
{
    /// <summary>PCM of 8 kHz.</summary>
    public static AudioFormatName Pcm8000 { get; } = new("pcm_8000");

    /// <summary>PCM of 16 kHz: what both ways have unless the agent says otherwise, and all that the Python SDK plays.</summary>
    public static AudioFormatName Pcm16000 { get; } = new("pcm_16000");

    /// <summary>PCM of 22.05 kHz.</summary>
    public static AudioFormatName Pcm22050 { get; } = new("pcm_22050");

    /// <summary>PCM of 24 kHz.</summary>
    public static AudioFormatName Pcm24000 { get; } = new("pcm_24000");

    /// <summary>PCM of 44.1 kHz.</summary>
    public static AudioFormatName Pcm44100 { get; } = new("pcm_44100");

    /// <summary>PCM of 48 kHz.</summary>
    public static AudioFormatName Pcm48000 { get; } = new("pcm_48000");

    /// <summary>µ-law of 8 kHz, the telephone's.</summary>
    public static AudioFormatName ULaw8000 { get; } = new("ulaw_8000");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
