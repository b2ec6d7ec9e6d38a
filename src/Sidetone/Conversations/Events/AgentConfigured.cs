using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>An agent took over, or its instructions or tools changed. The model sees the change at its next step.</summary>
public sealed record AgentConfigured : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "agent_configured";

    /// <summary>The agent.</summary>
    public required string Agent { get; init; }

    /// <summary>Its instructions.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>All tools it may call from now on.</summary>
    public IReadOnlyList<ConfiguredTool> Tools { get; init; } = [];

    /// <summary>Names that were not there before.</summary>
    public IReadOnlyList<string> Added { get; init; } = [];

    /// <summary>Names that are gone.</summary>
    public IReadOnlyList<string> Removed { get; init; } = [];

    /// <summary>Toolsets that failed to set up; the agent goes on without their tools.</summary>
    public IReadOnlyList<string>? Unavailable { get; init; }

    /// <summary>It took over, and its model is shown only this of what was before; null for everything.</summary>
    public HistoryOnEnter? History { get; init; }

    [JsonIgnore]
    internal Sessions.AgentConfiguration? Configuration { get; init; }
}
