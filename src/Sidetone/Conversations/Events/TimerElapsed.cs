using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A time that the session waited for is over.</summary>
public sealed record TimerElapsed : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "timer_elapsed";

    /// <summary>Which time.</summary>
    public required TimerKind Timer { get; init; }

    /// <summary>The call or step it was for; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Number { get; init; }

    /// <summary>What the caller had heard of the response that this cuts off.</summary>
    public string? Heard { get; init; }
}
