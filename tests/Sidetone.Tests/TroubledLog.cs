using Sidetone.Conversations;

namespace Sidetone.Tests;

/// <summary>A log that fails from one append on, or holds appends back until it is told.</summary>
internal sealed class TroubledLog(int failsAt = int.MaxValue) : IConversationLog
{
    private readonly MemoryLog _inner = new();
    private TaskCompletionSource? _held;
    private int _failsAt = failsAt;
    private int _appends;

    public IReadOnlyList<ConversationEvent> Events => _inner.Events;

    public int Appends => _appends;

    /// <summary>From here on it fails.</summary>
    public void Break() => _failsAt = 0;

    public void Hold() => _held = new();

    public void Release() => Interlocked.Exchange(ref _held, null)?.SetResult();

    /// <summary>Lets go what it holds back, and holds the next.</summary>
    public void ReleaseOne() => Interlocked.Exchange(ref _held, new())?.SetResult();

    public async ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _appends) >= _failsAt)
            throw new IOException("The disk is full.");
        if (_held is { } held)
            await held.Task;
        await _inner.AppendAsync([.. events], cancellationToken);
    }

    public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) => _inner.ReadAsync(after, follow, cancellationToken);
}
