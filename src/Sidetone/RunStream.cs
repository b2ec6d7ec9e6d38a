using System.Threading.Channels;

namespace Sidetone;

/// <summary>A turn under way: the agent's words as they come, and what happened once it is over.</summary>
public sealed class RunStream : IAsyncEnumerable<string>
{
    private readonly ChannelReader<string> _deltas;

    internal RunStream(ChannelReader<string> deltas, Task<RunResult> result)
    {
        _deltas = deltas;
        Result = result;
    }

    /// <summary>What happened. Completes when the turn is over or interrupted.</summary>
    public Task<RunResult> Result { get; }

    /// <inheritdoc/>
    public IAsyncEnumerator<string> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        _deltas.ReadAllAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
}
