namespace Sidetone.Conversations;

/// <summary>Hands a conversation's events to its log, one append at a time: what is added while one is under way goes with the next.</summary>
/// <param name="log">Where the events live.</param>
/// <param name="keepsContext">The log sees the context of whoever posted, and its waits come back there. Only for tests: anywhere else that may be blocked.</param>
internal sealed class LogWriter(IConversationLog log, bool keepsContext)
{
    private List<ConversationEvent> _added = [];
    private List<ConversationEvent> _appended = [];     // the log has them; not yet durable

    /// <summary>How many events the log has yet to get.</summary>
    public int Count => _added.Count;

    public void Add(ConversationEvent happened) => _added.Add(happened);

    /// <summary>Hands all that was added to the log. The append before must be over.</summary>
    public ValueTask AppendAsync()
    {
        var context = SynchronizationContext.Current;
        if (context is null || keepsContext)
            return Append();
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return Append();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }

    /// <summary>The append is over.</summary>
    /// <returns>The number of the last event that is durable.</returns>
    public long Complete()
    {
        var durable = _appended[^1].Seq;
        _appended.Clear();
        return durable;
    }

    /// <summary>Nothing more goes to the log; it may keep what it has.</summary>
    public void Abandon()
    {
        _added.Clear();
        _appended = [];
    }

    private ValueTask Append()
    {
        (_added, _appended) = (_appended, _added);
        try
        {
            return log.AppendAsync(_appended);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException(exception);
        }
    }
}
