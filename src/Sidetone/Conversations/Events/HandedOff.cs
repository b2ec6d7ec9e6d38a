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

    /// <summary>The call that decided it.</summary>
    public required CallId Call { get; init; }

    [JsonIgnore]
    internal Agent? Target { get; init; }
}
