using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A turn began: the caller said something, a reply was asked for, or late results are to be told.</summary>
public sealed record TurnStarted : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "turn_started";

    /// <summary>The turn, from 1.</summary>
    public int Turn { get; init; }

    /// <summary>What began it.</summary>
    public required TurnKind Kind { get; init; }

    /// <summary>What the caller said.</summary>
    public string? Text { get; init; }

    /// <summary>Instructions for this turn only.</summary>
    public string? Instructions { get; init; }

    /// <summary>How the model may use tools in this turn: <c>auto</c>, <c>none</c>, <c>required</c>, or <c>required:</c> and the name of the tool that it must call.</summary>
    public string ToolChoice { get; init; } = "auto";

    /// <summary>The only tools offered; null for all.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>The agent replies while it enters.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Entering { get; init; }

    /// <summary>The running turn, one of whose calls asked for this reply; 0 for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Within { get; init; }

    /// <summary>What the caller had heard of the reply that this cuts off.</summary>
    public string? Heard { get; init; }

    [JsonIgnore]
    internal Sessions.PendingTurn? Waiter { get; init; }
}
