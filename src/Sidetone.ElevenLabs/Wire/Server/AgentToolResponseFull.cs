using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The same as an <see cref="AgentToolResponse"/>, with what the tool returned. Sent only where the agent's <c>client_events</c>
/// ask for it.</summary>
public sealed record AgentToolResponseFull : AgentToolEnded
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_tool_response_full_payload", "agent_tool_response_full_payload", static (ref json) => new AgentToolResponseFull(ref json)
        {
            Result = json.Text("full_tool_result"u8),
            Truncated = json.OptionalFlag("truncated"u8),
            Extra = json.Rest(),
        });

    /// <summary>One to send.</summary>
    public AgentToolResponseFull()
    {
    }

    [SetsRequiredMembers]
    private AgentToolResponseFull(ref Members json)
        : base(ref json) => Result = "";

    /// <summary>What it returned, as text.</summary>
    public required string Result { get; init; }

    /// <summary>The result was cut; null when not sent.</summary>
    public bool? Truncated { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        base.WriteFields(json);
        json.WriteString("full_tool_result"u8, Result);
        json.WriteIfAny("truncated"u8, Truncated);
    }
}
