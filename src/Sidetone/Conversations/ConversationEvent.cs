using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>Something that happened in a conversation. Facts come from the world; decisions are what the session chose,
/// each with the number of the fact that caused it.</summary>
/// <remarks>In a file: <c>{"v":1,"seq":7,"at":"…","type":"tool_call_started","cause":6,"data":{…}}</c>.</remarks>
public abstract record ConversationEvent
{
    private long _at;

    /// <summary>The event's place in the conversation, from 1.</summary>
    [JsonIgnore]
    public long Seq { get; internal set; }

    /// <summary>When it was appended: UTC, to the millisecond.</summary>
    [JsonIgnore]
    public DateTimeOffset At
    {
        get => DateTimeOffset.FromUnixTimeMilliseconds(_at);
        internal set => _at = value.ToUnixTimeMilliseconds();
    }

    /// <summary>The fact that caused this decision; 0 for a fact.</summary>
    [JsonIgnore]
    public long Cause { get; internal set; }

    /// <summary>The event came from the world; otherwise the session decided it.</summary>
    [JsonIgnore]
    public bool IsFact => Cause == 0;

    /// <summary>The event's name in a file.</summary>
    [JsonIgnore]
    public abstract string Type { get; }
}
