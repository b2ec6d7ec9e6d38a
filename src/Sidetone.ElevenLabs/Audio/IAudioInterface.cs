namespace Sidetone.ElevenLabs.Audio;

/// <summary>Where a conversation's sound comes from and where it goes. One serves one conversation.</summary>
public interface IAudioInterface
{
    /// <summary>Starts it. Called once, when the formats are agreed on; sound that comes in is sent from then on.</summary>
    /// <param name="input">What the agent hears: the format of what <paramref name="send"/> gets.</param>
    /// <param name="output">What the agent speaks: the format of what <see cref="PlayAsync"/> gets.</param>
    /// <param name="send">Sends a piece of the caller's sound. About 100 ms a piece is good; the bytes may be used again when it returns. Does not
    /// throw but for its own token, also after the end.</param>
    /// <param name="cancellationToken">The conversation ends, also long after the start: nothing that is sent gets anywhere from then on.</param>
    ValueTask StartAsync(AudioFormat input, AudioFormat output, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> send, CancellationToken cancellationToken);

    /// <summary>Plays a piece of the agent's sound after what was given before. Returns when it is taken, which may be long before it is heard,
    /// and may wait while too much is waiting. Pieces come one at a time, in order.</summary>
    /// <param name="sound">The sound; it may be used again when this returns.</param>
    /// <param name="cancellationToken">The caller interrupted, or the conversation ends.</param>
    ValueTask PlayAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken);

    /// <summary>Waits until what was given has been heard, or was dropped: before the end of a conversation that the agent ends, so that its last words
    /// are not cut off. An interface that cannot know returns at once, as does this default.</summary>
    /// <param name="cancellationToken">Fires when this takes too long.</param>
    ValueTask DrainAsync(CancellationToken cancellationToken) => default;

    /// <summary>The caller interrupted: what is being played stops at once, and what waits is dropped. May be called while <see cref="PlayAsync"/> waits.</summary>
    void Interrupt();

    /// <summary>Stops for good. Called exactly once after a start, also after one that failed.</summary>
    /// <param name="cancellationToken">Fires when this takes too long.</param>
    ValueTask StopAsync(CancellationToken cancellationToken);
}
