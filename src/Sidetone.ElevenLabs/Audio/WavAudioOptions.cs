namespace Sidetone.ElevenLabs.Audio;

/// <summary>How a <see cref="WavAudio"/> reads and writes.</summary>
public sealed record WavAudioOptions
{
    /// <summary>Do not wait: the file is sent as fast as it is taken, and all that the agent says counts as heard, without pauses. For programs that
    /// work off recordings; an agent that listens for turns wants real time. Default: false.</summary>
    public bool AsFastAsPossible { get; init; }

    /// <summary>How much sound is sent at a time. Default: 100 ms; 10 ms to 10 s.</summary>
    public TimeSpan Piece { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How much silence is sent after the file, so that the agent hears that the caller has finished. <see cref="Timeout.InfiniteTimeSpan"/>:
    /// until the conversation ends, as a microphone would (not <see cref="AsFastAsPossible"/>). Default: two seconds.</summary>
    public TimeSpan TrailingSilence { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The file that is written has silence where the agent was silent, from the start on, so that a moment of it is the same moment of the
    /// conversation. False: what was heard, one after the other. Default: true.</summary>
    public bool KeepTiming { get; init; } = true;

    /// <summary>How much of the agent's sound may wait to be heard; more makes <see cref="WavAudio.PlayAsync"/> wait. Default: one minute.</summary>
    public TimeSpan MaxWaiting { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>What time it is. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Check()
    {
        if (Piece < TimeSpan.FromMilliseconds(10) || Piece > TimeSpan.FromSeconds(10))
            throw new ArgumentException($"A piece lasts 10 ms to 10 s, not {Piece.TotalMilliseconds} ms.");
        if (MaxWaiting < TimeSpan.Zero)
            throw new ArgumentException("What may wait to be heard cannot be less than nothing.");
        if (TrailingSilence < TimeSpan.Zero && TrailingSilence != Timeout.InfiniteTimeSpan)
            throw new ArgumentException("The silence after the file cannot be less than nothing.");
        if (TrailingSilence == Timeout.InfiniteTimeSpan && AsFastAsPossible)
            throw new ArgumentException("Silence without end cannot be sent as fast as possible: give it a length, or send in real time.");
    }
}
