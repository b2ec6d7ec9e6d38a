namespace Sidetone.Conversations;

/// <summary>Where a conversation's events live. Durability is whatever this is: memory, a file, a database.</summary>
public interface IConversationLog
{
    /// <summary>Appends events in order. Complete when they are durable: until then nothing that follows from them is told or started.</summary>
    /// <param name="events">One or more events, numbered without a gap. The list is only valid during the call.</param>
    /// <param name="cancellationToken">Never cancelled by a conversation; for other callers.</param>
    /// <exception cref="Exception">The events may not be durable. The conversation then stops: it starts nothing and tells nothing more.</exception>
    ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Reads the events after a point: those that are there, or, following, new ones too as they come.</summary>
    /// <param name="after">The number of the last event that is already known; 0 for all.</param>
    /// <param name="follow">Whether to go on with new events until the conversation is closed. Default: false, it ends with what is there.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default);
}
