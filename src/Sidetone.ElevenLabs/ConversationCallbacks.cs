using System.Runtime.CompilerServices;
using Sidetone.ElevenLabs.Conversations;

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
    private readonly Lock _gate = new();
    private volatile Func<AgentEvent, ValueTask>[] _callbacks = [];     // replaced, never changed

    /// <summary>Adds a callback for one kind of event.</summary>
    /// <typeparam name="T">The kind: a message such as <see cref="Wire.AgentResponse"/>, or <see cref="AgentEvent"/> for all.</typeparam>
    /// <param name="callback">What to do.</param>
    public ConversationCallbacks On<T>(Action<T> callback) where T : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(happened =>
        {
            if (happened is T wanted)
                callback(wanted);
            return default;
        });
    }

    /// <inheritdoc cref="On{T}(Action{T})"/>
    [OverloadResolutionPriority(1)]     // an async lambda fits both kinds of task
    public ConversationCallbacks On<T>(Func<T, ValueTask> callback) where T : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(happened => happened is T wanted ? callback(wanted) : default);
    }

    /// <inheritdoc cref="On{T}(Action{T})"/>
    public ConversationCallbacks On<T>(Func<T, Task> callback) where T : AgentEvent
    {
        ArgumentNullException.ThrowIfNull(callback);
        return Add(happened => happened is T wanted ? new(callback(wanted)) : default);
    }

    internal async Task RunAsync(IAsyncEnumerable<AgentEvent> events, OwnCode ownCode, Action<string, Exception> failed)
    {
        await foreach (var happened in events.ConfigureAwait(false))
        {
            using var running = ownCode.Enter();
            foreach (var callback in _callbacks)
            {
                try
                {
                    await callback(happened).ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    failed(happened.GetType().Name, exception);
                }
            }
        }
    }

    private ConversationCallbacks Add(Func<AgentEvent, ValueTask> callback)
    {
        lock (_gate)
            _callbacks = [.. _callbacks, callback];
        return this;
    }
}
