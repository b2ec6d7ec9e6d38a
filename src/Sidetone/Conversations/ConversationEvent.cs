using System.Text;
using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>Something that happened in a conversation. Facts come from the world; decisions are what the session chose,
/// each with the number of the fact that caused it.</summary>
/// <remarks>In a file: <c>{"v":1,"seq":7,"at":"…","type":"tool_call_started","cause":6,"data":{…}}</c>.</remarks>
public abstract record ConversationEvent
{
    private long _at;
    private int _seq;       // an int each: no conversation has two billion events, and one in memory keeps them all
    private int _cause;

    // The events are ours: no fold would know another one, and no file could hold it.
    private protected ConversationEvent()
    {
    }

    /// <summary>The event's place in the conversation, from 1.</summary>
    [JsonIgnore]
    public long Seq
    {
        get => _seq;
        internal set => _seq = checked((int)value);
    }

    /// <summary>When it was appended: UTC, to the millisecond.</summary>
    [JsonIgnore]
    public DateTimeOffset At
    {
        get => DateTimeOffset.FromUnixTimeMilliseconds(_at);
        internal set => _at = value.ToUnixTimeMilliseconds();
    }

    /// <summary>The fact that caused this decision; 0 for a fact.</summary>
    [JsonIgnore]
    public long Cause
    {
        get => _cause;
        internal set => _cause = checked((int)value);
    }

    /// <summary>The event came from the world; otherwise the session decided it.</summary>
    [JsonIgnore]
    public bool IsFact => _cause == 0;

    /// <summary>The event's name in a file.</summary>
    [JsonIgnore]
    public abstract string Type { get; }

    /// <summary>The event as a line of a file.</summary>
    public sealed override string ToString() => Encoding.UTF8.GetString(EventJson.Write(this));
}
