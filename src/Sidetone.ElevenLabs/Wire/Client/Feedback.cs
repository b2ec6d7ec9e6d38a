using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What the user thinks of a response.</summary>
public sealed record Feedback : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("feedback", null, static (ref json) => new Feedback
    {
        EventId = json.Whole("event_id"u8),
        Score = json.OptionalText("score"u8) is { } score ? new FeedbackScore(score) : null,
        Extra = json.Rest(),
    });

    /// <summary>The <see cref="AgentResponse.EventId"/> of the response.</summary>
    public required long EventId { get; init; }

    /// <summary>The judgement; null takes an earlier one back.</summary>
    public FeedbackScore? Score { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("event_id"u8, EventId);
        json.WriteString("score"u8, Score?.Value);      // the JavaScript SDK, the only one that sends it, writes the null
    }
}
