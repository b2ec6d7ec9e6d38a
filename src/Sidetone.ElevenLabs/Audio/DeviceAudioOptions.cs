namespace Sidetone.ElevenLabs.Audio;

/// <summary>How a <see cref="DeviceAudio"/> records and plays.</summary>
public sealed record DeviceAudioOptions
{
    /// <summary>What records. Null: the first of <see cref="AudioProgram.Recorders"/> on the PATH.</summary>
    public AudioProgram? Recorder { get; init; }

    /// <summary>What plays. Null: the first of <see cref="AudioProgram.Players"/> on the PATH.</summary>
    public AudioProgram? Player { get; init; }

    /// <summary>How much of the caller's sound is sent at a time. Default: 100 ms; 10 ms to 10 s.</summary>
    public TimeSpan Piece { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How far ahead of the loudspeaker sound is given to the player: less is lost when it stutters, more is kept by
    /// <see cref="DeviceAudio.PlayAsync"/>. Default: 300 ms.</summary>
    public TimeSpan Lead { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long the microphone may take to give its first sound. Default: 5 s; at most a day.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What time it is. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Check()
    {
        if (Piece < TimeSpan.FromMilliseconds(10) || Piece > TimeSpan.FromSeconds(10))
            throw new ArgumentException($"A piece lasts 10 ms to 10 s, not {Piece.TotalMilliseconds} ms.");
        if (Lead <= TimeSpan.Zero)
            throw new ArgumentException("The player needs sound before it is heard: its lead is more than nothing.");
        Bounds.CheckTime(StartTimeout, nameof(StartTimeout));
    }
}
