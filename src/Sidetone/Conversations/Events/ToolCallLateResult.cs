using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A handler settled after its call had an outcome. The outcome stands.</summary>
public sealed record ToolCallLateResult : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "tool_call_late_result";

    /// <summary>The call.</summary>
    public required CallId Call { get; init; }

    /// <summary>How the handler settled.</summary>
    /// <exception cref="ArgumentException">It is <see cref="Outcome.Running"/>, or no outcome at all.</exception>
    public required Outcome Outcome { get; init => field = value.AsEnd(); }

    /// <summary>What it came to.</summary>
    public CallOutput Output { get; init; }

    /// <summary>The handler returned nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Nothing { get; init; }

    /// <summary>The agent that it would have handed the caller to. A call that was given up hands over nobody, but one that repeats it and still waits does.</summary>
    public string? HandsTo
    {
        get => Beside?.HandsTo;
        init => Beside = value is null ? null : new(value);
    }

    [JsonIgnore]
    internal Beside? Beside { get; init; }
}
