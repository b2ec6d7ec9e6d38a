namespace Sidetone.Conversations;

/// <summary>Waiting that can be given up.</summary>
internal static class Waiting
{
    /// <summary>As <c>WaitAsync</c>, which completes by way of the pool even where the waiter has a context of its own:
    /// this one comes back to it directly, so that a test can keep a whole session on one thread.</summary>
    public static Task OrCancelledAsync(this Task task, CancellationToken cancellationToken) =>
        task.IsCompleted || !cancellationToken.CanBeCanceled ? task : EitherAsync(task, cancellationToken);

    /// <inheritdoc cref="OrCancelledAsync(Task, CancellationToken)"/>
    public static Task<T> OrCancelledAsync<T>(this Task<T> task, CancellationToken cancellationToken) =>
        task.IsCompleted || !cancellationToken.CanBeCanceled ? task : EitherAsync(task, cancellationToken);

    private static async Task EitherAsync(Task task, CancellationToken cancellationToken)
    {
        await FirstOfAsync(task, cancellationToken);
        await task;
    }

    private static async Task<T> EitherAsync<T>(Task<T> task, CancellationToken cancellationToken)
    {
        await FirstOfAsync(task, cancellationToken);
        return await task;
    }

    private static async Task FirstOfAsync(Task task, CancellationToken cancellationToken)
    {
        var first = new TaskCompletionSource();
        using var registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((TaskCompletionSource)state!).TrySetCanceled(token), first);
        _ = ForwardAsync(task, first);
        await first.Task;
    }

    private static async Task ForwardAsync(Task task, TaskCompletionSource first)
    {
        await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        first.TrySetResult();
    }
}
