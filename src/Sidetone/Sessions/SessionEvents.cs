using System.Runtime.CompilerServices;
using Sidetone.Conversations;

namespace Sidetone.Sessions;

/// <summary>A cursor over a session's log that ends with the session also when the log does not: when it failed, or never began.</summary>
internal static class SessionEvents
{
    public static async IAsyncEnumerable<ConversationEvent> ReadAsync(SessionEdge edge, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reading = new CancellationTokenSource();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, edge.Over);
        var reader = edge.Log.ReadAsync(0, follow: true, reading.Token).GetAsyncEnumerator(reading.Token);
        var next = Task.FromResult(true);
        var last = 0L;
        try
        {
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                next = NextAsync(reader);
                var isOver = false;
                try
                {
                    if (!await next.OrCancelledAsync(either.Token))
                        yield break;
                }
                catch (OperationCanceledException) when (edge.Over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
                {
                    isOver = true;
                }
                if (isOver)
                    break;
                last = reader.Current.Seq;
                yield return reader.Current;
            }
        }
        finally
        {
            Cancel(reading);
            if (next.IsCompleted)
                await reader.DisposeAsync();
            else
                _ = LeaveAsync(reader, next);       // a log that does not heed its token keeps nobody
        }
        if (edge.Loop.Failure is not { } failure)
            yield break;    // nothing ever began
        await foreach (var happened in edge.Log.ReadAsync(last, follow: false, cancellationToken))
            yield return happened;
        throw EventLoop.Failed(failure);
    }

    // On this thread: CancelAsync would leave it.
    private static void Cancel(CancellationTokenSource source) => source.Cancel();

    private static async Task<bool> NextAsync(IAsyncEnumerator<ConversationEvent> reader) => await reader.MoveNextAsync();

    private static async Task LeaveAsync(IAsyncEnumerator<ConversationEvent> reader, Task next)
    {
        await next.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        await reader.DisposeAsync();
    }
}
