using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>Somebody asked for the running turn to be interrupted.</summary>
public sealed record InterruptionRequested : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "interruption_requested";

    /// <summary>The turn that was meant; 0 for whichever runs.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Turn { get; init; }

    /// <summary>What the caller had heard of the reply that this cuts off.</summary>
    public string? Heard { get; init; }

    /// <summary>Who no longer waits for a turn that perhaps has no number yet.</summary>
    [JsonIgnore]
    internal Sessions.PendingTurn? Waiter { get; init; }
}
