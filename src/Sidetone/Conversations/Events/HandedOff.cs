using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The caller is handed to another agent.</summary>
public sealed record HandedOff : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "handed_off";

    /// <summary>Who leaves.</summary>
    public required string From { get; init; }

    /// <summary>Who takes over.</summary>
    public required string To { get; init; }

    /// <summary>The call that decided it; null when it was the program.</summary>
    public CallId? Call { get; init; }
}
