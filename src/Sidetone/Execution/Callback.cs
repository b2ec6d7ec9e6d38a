namespace Sidetone.Execution;

/// <summary>Code of a user that runs on behalf of a session, and marks all that flows from it: what it asks of that session would wait for
/// itself. The mark is a live object that ends with the code, so that work which was sent off is free again.</summary>
internal sealed class Callback
{
    private static readonly AsyncLocal<Callback?> s_innermost = new();

    private readonly object _session;
    private readonly Callback? _around;
    private volatile bool _isOver;

    private Callback(object session, Callback? around)
    {
        _session = session;
        _around = around;
    }

    /// <summary>The turn it belongs to; 0 for none in particular.</summary>
    public int Turn { get; private init; }

    /// <summary>It is of an agent that enters (true) or leaves (false); null for any other.</summary>
    public bool? IsEntering { get; private init; }

    /// <summary>Marks this flow from here to the end of the asynchronous method that calls this.</summary>
    public static Callback Enter(object session, int turn, bool? isEntering = null) =>
        s_innermost.Value = new(session, Running()) { Turn = turn, IsEntering = isEntering };

    /// <summary>The innermost running callback of a session that this flow is in; null outside.</summary>
    public static Callback? Of(object session)
    {
        var callback = Running();
        while (callback is not null && (callback._isOver || callback._session != session))
            callback = callback._around;
        return callback;
    }

    /// <summary>The code has ended; what it sent off may go on.</summary>
    public void End() => _isOver = true;

    // Without those that have ended: a conversation that goes on from what it sent off would hold them all.
    private static Callback? Running()
    {
        var callback = s_innermost.Value;
        while (callback is { _isOver: true })
            callback = callback._around;
        return callback;
    }
}
