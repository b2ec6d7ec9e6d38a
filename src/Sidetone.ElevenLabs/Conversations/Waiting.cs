namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Bounded waits.</summary>
internal static class Waiting
{
    /// <summary>Waits for a task, but not longer than a time. It never throws, whatever the task came to.</summary>
    /// <returns>Whether the task has ended.</returns>
    public static async Task<bool> EndsWithinAsync(this Task task, TimeSpan time, TimeProvider clock)
    {
        using var waited = new CancellationTokenSource();
        await Task.WhenAny(task, Task.Delay(time, clock, waited.Token)).ConfigureAwait(false);
        await waited.CancelAsync().ConfigureAwait(false);
        return task.IsCompleted;
    }

    /// <summary>Waits for a task until the token fires; what becomes of it then, nobody hears.</summary>
    public static async Task OrGivenUpAsync(this Task task, CancellationToken cancellationToken)
    {
        try
        {
            await task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _ = task.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>Fires, off this thread: what a callback of a user throws is told.</summary>
    public static async Task FireAsync(this CancellationTokenSource source, Action<Exception> failed)
    {
        try
        {
            await source.CancelAsync().ConfigureAwait(false);
        }
        catch (AggregateException exception)
        {
            failed(exception);
        }
    }
}
