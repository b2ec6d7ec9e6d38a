using Sidetone.Sessions;

namespace Sidetone;

/// <summary>A turn under way: its words as they come, and what happened once it is over. Put together, the words are <see cref="RunResult.Text"/>.</summary>
/// <remarks>The turn runs whether its words are read or not. When it fails they end, and <see cref="Result"/> throws.</remarks>
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

    /// <summary>The words from the first on, as they come.</summary>
    /// <param name="cancellationToken">Ends the reading; the turn goes on.</param>
    public IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken cancellationToken = default) => _listener.ReadAsync(cancellationToken);
}
