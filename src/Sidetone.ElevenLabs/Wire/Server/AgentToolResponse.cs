using System.Diagnostics.CodeAnalysis;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A tool of the agent has ended.</summary>
public sealed record AgentToolResponse : AgentToolEnded
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "agent_tool_response", "agent_tool_response", static (ref json) => new AgentToolResponse(ref json) { Extra = json.Rest() });

    /// <summary>One to send.</summary>
    public AgentToolResponse()
    {
    }

    [SetsRequiredMembers]
    private AgentToolResponse(ref Members json)
        : base(ref json)
    {
    }

    private protected override MessageShape<ServerMessage> Shape => Wire;
}
