using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs;

/// <summary>A client tool was called, and the call has its outcome.</summary>
public sealed record ClientToolEnded : AgentEvent
{
    /// <summary>The platform's id of the call.</summary>
    public required string CallId { get; init; }

    /// <summary>The tool's name, as the agent spelt it.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended.</summary>
    public required ToolResult Result { get; init; }

    /// <summary>What the agent is told; null when it expects no response.</summary>
    public ClientToolResult? Answer { get; init; }

    /// <summary>From its arrival to its outcome.</summary>
    public TimeSpan Duration { get; init; }
}
