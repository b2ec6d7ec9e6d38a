using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The session is to close.</summary>
public sealed record CloseRequested : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "close_requested";

    /// <summary>What the caller had heard of the reply that this cuts off.</summary>
    public string? Heard { get; init; }
}
