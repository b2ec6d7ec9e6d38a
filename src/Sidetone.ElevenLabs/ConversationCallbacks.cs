namespace Sidetone.ElevenLabs;

/// <summary>What to do when something happens in a conversation. Callbacks run one after the other, in the order of the events, off the
/// conversation's loop: a slow one delays the next, not the caller. What one throws is logged, and the conversation goes on.</summary>
/// <example><code>
/// Callbacks = new ConversationCallbacks()
///     .On&lt;AgentResponse&gt;(said =&gt; Console.WriteLine(said.Text))
///     .On&lt;ConversationEnded&gt;(end =&gt; Console.WriteLine(end.Reason)),
/// </code></example>
public sealed class ConversationCallbacks
{
    private readonly List<Func<AgentEvent, ValueTask>> _callbacks = [];

    internal bool IsEmpty => _callbacks.Count == 0;

    /// <summary>Adds a callback for one kind of event.</summary>
    /// <typeparam name="T">The kind: a message such as <see cref="Wire.AgentResponse"/>, or <see cref="AgentEvent"/> for all.</typeparam>
    /// <param name="callback">What to do.</param>
    public ConversationCallbacks On<T>(Action<T> callback) where T : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callbacks.Add(happened =>
        {
            if (happened is T wanted)
                callback(wanted);
            return default;
        });
        return this;
    }

    /// <inheritdoc cref="On{T}(Action{T})"/>
    public ConversationCallbacks On<T>(Func<T, ValueTask> callback) where T : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        _callbacks.Add(happened => happened is T wanted ? callback(wanted) : default);
        return this;
    }

    internal async Task RunAsync(IAsyncEnumerable<AgentEvent> events, Action<Exception, AgentEvent> failed)
    {
        await foreach (var happened in events.ConfigureAwait(false))
        {
            foreach (var callback in _callbacks.ToArray())
            {
                try
                {
                    await callback(happened).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    failed(exception, happened);
                }
            }
        }
    }
}
