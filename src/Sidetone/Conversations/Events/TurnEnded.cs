using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A turn is over.</summary>
public sealed record TurnEnded : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "turn_ended";

    /// <summary>The turn.</summary>
    public required int Turn { get; init; }

    /// <summary>How it ended.</summary>
    public required TurnEnd Reason { get; init; }

    /// <summary>Calls of the turn that still run.</summary>
    public IReadOnlyList<CallId>? Running { get; init; }
}
