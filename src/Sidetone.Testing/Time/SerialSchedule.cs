namespace Sidetone.Testing;

/// <summary>Runs work in order, one piece at a time, on a thread of the pool while there is any. The test's own thread stays free.</summary>
internal sealed class SerialSchedule : Schedule, IThreadPoolWorkItem
{
    private const int Looks = 3;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private int _running;

    public void Execute() => Drain(() => Volatile.Write(ref _running, 0));

    /// <summary>Completes when nothing is runnable. Work that left the schedule (<c>ConfigureAwait(false)</c>) is on the pool for a moment:
    /// that is why it looks again after the pool had a chance to bring it back.</summary>
    public override async Task RestAsync()
    {
        for (var look = 0; look < Looks; look++)
        {
            await base.RestAsync().ConfigureAwait(false);
            await PoolTurnAsync().ConfigureAwait(false);
        }
        await base.RestAsync().ConfigureAwait(false);
    }

    public override async Task BeforePatienceEndsAsync(Task task, Func<string> problem)
    {
        try
        {
            await task.WaitAsync(System.Diagnostics.Debugger.IsAttached ? Timeout.InfiniteTimeSpan : s_patience);
        }
        catch (TimeoutException exception) when (!task.IsCompleted)
        {
            throw new ExpectationException(problem(), exception);
        }
    }

    protected override void Wake()
    {
        if (Interlocked.Exchange(ref _running, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    protected override int Choose(int count) => 0;

    private static Task PoolTurnAsync()
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static turn => turn.SetResult(), turn, preferLocal: false);
        return turn.Task;
    }
}
