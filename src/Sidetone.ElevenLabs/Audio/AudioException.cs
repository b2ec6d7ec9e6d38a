namespace Sidetone.ElevenLabs.Audio;

/// <summary>The microphone or the loudspeaker cannot be used. The message is one line for the person at the machine.</summary>
public sealed class AudioException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">What lies behind it.</param>
    public AudioException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
