namespace Sidetone.ElevenLabs.Wire;

/// <summary>The agent outside of the platform has left.</summary>
public sealed record ExternalAgentDisconnected : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "external_agent_disconnected", "external_agent_disconnected_event", static (ref json) => new ExternalAgentDisconnected
        {
            Extra = json.Rest(),
        })
    { IsPayloadOptional = true };

    private protected override MessageShape<ServerMessage> Shape => Wire;
}
