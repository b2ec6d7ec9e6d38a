using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A response that the agent may give. For the platform's own use.</summary>
public sealed record InternalTentativeAgentResponse : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "internal_tentative_agent_response", "tentative_agent_response_internal_event", static (ref json) => new InternalTentativeAgentResponse
        {
            Text = json.Text("tentative_agent_response"u8),
            Extra = json.Rest(),
        });

    /// <summary>The text.</summary>
    public required string Text { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("tentative_agent_response"u8, Text);
    }
}
