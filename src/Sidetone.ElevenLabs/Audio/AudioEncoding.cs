namespace Sidetone.ElevenLabs.Audio;

/// <summary>How samples are written.</summary>
public enum AudioEncoding : byte
{
    /// <summary>16-bit signed, little-endian.</summary>
    Pcm16,

    /// <summary>8-bit µ-law (G.711).</summary>
    MuLaw,
}
