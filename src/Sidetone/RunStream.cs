using Sidetone.Conversations;
using Sidetone.Sessions;

namespace Sidetone;

/// <summary>A turn under way: its words as they come, and what happened once it is over. Put together, the words are <see cref="RunResult.Text"/>.</summary>
/// <remarks>The turn runs whether its words are read or not.</remarks>
public sealed class RunStream : IAsyncEnumerable<string>
{
    private readonly Listener _listener;

    internal RunStream(Listener listener, Task<RunResult> result)
    {
        _listener = listener;
        Result = result;
    }

    /// <summary>What happened. Completes when the turn is over or interrupted, and throws what
    /// <see cref="AgentSession.RunAsync(string, CancellationToken)"/> throws.</summary>
    public Task<RunResult> Result { get; }

    /// <summary>The words from the first on, as they come. After the last one a turn that failed throws, as <see cref="Result"/> does.</summary>
    /// <param name="cancellationToken">Ends the reading; the turn goes on.</param>
    public async IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var words in _listener.ReadAsync(cancellationToken))
            yield return words;
        await Result.OrCancelledAsync(cancellationToken);
    }
}
