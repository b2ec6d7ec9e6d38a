namespace Sidetone.ElevenLabs.Wire;

/// <summary>An agent outside of the platform, mostly a person, has taken over.</summary>
public sealed record ExternalAgentConnected : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "external_agent_connected", "external_agent_connected_event", static (ref json) => new ExternalAgentConnected
        {
            Extra = json.Rest(),
        })
    { IsPayloadOptional = true };

    private protected override MessageShape<ServerMessage> Shape => Wire;
}
