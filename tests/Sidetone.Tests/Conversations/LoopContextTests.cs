using Sidetone.Conversations;

namespace Sidetone.Tests.Conversations;

public sealed class LoopContextTests
{
    [Fact]
    public async Task A_log_never_waits_on_the_context_of_whoever_spoke()
    {
        var log = new SlowLog();
        var stuck = new StuckContext();
        var before = SynchronizationContext.Current;
        Task closing;
        SynchronizationContext.SetSynchronizationContext(stuck);
        try
        {
            var executor = new ToolExecutor([], options: new() { Log = log });
            closing = executor.DisposeAsync().AsTask();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
        log.Go.SetResult();
        await log.Closed.Task.WaitAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(closing);
    }

    private sealed class SlowLog : IConversationLog
    {
        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
        {
            var isLast = events[^1] is SessionClosed;
            await Go.Task;
            if (isLast)
                Closed.SetResult();
        }

        public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) => throw new InvalidOperationException();
    }

    // Like a window whose thread is blocked: what is posted there never runs.
    private sealed class StuckContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
