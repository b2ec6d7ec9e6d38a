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
}
