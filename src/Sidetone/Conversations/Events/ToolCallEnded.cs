using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A call has its one outcome.</summary>
public sealed record ToolCallEnded : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "tool_call_ended";

    /// <summary>The call.</summary>
    public required CallId Call { get; init; }

    /// <summary>How it ended.</summary>
    /// <exception cref="ArgumentException">It is <see cref="Outcome.Running"/>, or no outcome at all.</exception>
    public required Outcome Outcome { get; init => field = value.AsEnd(); }

    /// <summary>Why, in a word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>What the model is told.</summary>
    public CallOutput Output { get; init; }

    /// <summary>The handler returned nothing: no reply is asked for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Nothing { get; init; }

    /// <summary>The agent that the call hands the caller to.</summary>
    public string? HandsTo
    {
        get => Beside?.HandsTo;
        init => Beside = value is null ? null : new(value);
    }

    /// <summary>Milliseconds from the start of the first attempt; 0 when none started.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double DurationMs { get; init; }

    [JsonIgnore]
    internal Beside? Beside { get; init; }
}
