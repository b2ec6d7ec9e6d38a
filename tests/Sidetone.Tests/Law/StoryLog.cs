using Sidetone.Conversations;

namespace Sidetone.Tests.Law;

/// <summary>A log that takes its time, and perhaps fails or hangs.</summary>
internal sealed class StoryLog(Story story, bool isSlow, int failsAt, bool hangs = false) : IConversationLog
{
    private readonly MemoryLog _inner = new();
    private int _appends;

    public bool HasFailed { get; private set; }

    public IReadOnlyList<ConversationEvent> Events => _inner.Events;

    public async ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        if (isSlow)
            await story.PauseAsync();
        if (++_appends >= failsAt)
        {
            HasFailed = true;
            if (hangs)
                await new TaskCompletionSource().Task;
            throw new IOException("The disk is full.");
        }
        await _inner.AppendAsync(events, cancellationToken);
    }

    public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) => _inner.ReadAsync(after, follow, cancellationToken);
}
