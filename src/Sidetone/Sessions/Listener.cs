using System.Runtime.CompilerServices;
using Sidetone.Conversations;

namespace Sidetone.Sessions;

/// <summary>Whoever listens to a turn: all that is said in it, as it comes. Steps are parted by a line, as in <see cref="RunResult.Text"/>.</summary>
/// <remarks>Not a channel: what waits for one comes back by way of the pool, whatever context it waits in.</remarks>
internal sealed class Listener
{
    private readonly AppendOnlyList<string> _words = new();
    private volatile TaskCompletionSource? _more;
    private volatile bool _isComplete;
    private object? _speaker;

    /// <summary>Somebody says something. Called by one speaker at a time.</summary>
    /// <param name="speaker">Who or what speaks: another one begins a line of its own.</param>
    /// <param name="text">The words.</param>
    public void Hear(object speaker, string text)
    {
        if (_speaker is not null && _speaker != speaker)
            _words.Add("\n");
        _speaker = speaker;
        _words.Add(text);
        Wake();
    }

    /// <summary>The turn is over.</summary>
    public void Complete()
    {
        _isComplete = true;
        Wake();
    }

    /// <summary>The words from the first on, and what follows as it comes, until the turn is over.</summary>
    public async IAsyncEnumerable<string> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var next = 0; ;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var isComplete = _isComplete;
            while (next < _words.Count)
                yield return _words[next++];
            if (isComplete)
                yield break;
            var more = _more ?? Interlocked.CompareExchange(ref _more, new(TaskCreationOptions.RunContinuationsAsynchronously), null) ?? _more;
            if (next >= _words.Count && !_isComplete && more is not null)
                await more.Task.OrCancelledAsync(cancellationToken);
        }
    }

    private void Wake() => Interlocked.Exchange(ref _more, null)?.TrySetResult();
}
