using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs;

/// <summary>The conversation is over. The last event of each, and the only one of its kind.</summary>
public sealed record ConversationEnded : AgentEvent
{
    /// <summary>Who ended it.</summary>
    public required ConversationEndedBy By { get; init; }

    /// <summary>Why, in words; empty when nobody said.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The WebSocket's close code: 1000 is normal; 1002, 1008, 1011 and 3000 are errors of the platform. Null when the connection was lost.</summary>
    public int? CloseCode { get; init; }

    /// <summary>The conversation's id; empty when it was over before it had one.</summary>
    public string ConversationId { get; init; } = "";

    /// <summary>What the server said of an error before it closed; null when it said nothing, or this program hung up.</summary>
    public ServerError? Error { get; init; }
}
