namespace Sidetone.ElevenLabs.Audio;

/// <summary>The format tags of a WAV file that are read.</summary>
internal enum WaveEncoding : ushort
{
    Pcm = 1,
    Float = 3,
    MuLaw = 7,

    /// <summary>The true tag stands further on.</summary>
    Extensible = 0xFFFE,
}
