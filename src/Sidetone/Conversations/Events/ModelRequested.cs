using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The model is asked for the next step.</summary>
public sealed record ModelRequested : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "model_requested";

    /// <summary>The step, from 1 over the whole conversation.</summary>
    public required int Step { get; init; }

    /// <summary>The turn it belongs to.</summary>
    public required int Turn { get; init; }

    /// <summary>The agent that speaks.</summary>
    public required string Agent { get; init; }

    /// <summary>How the model may use tools in this step.</summary>
    public string ToolChoice { get; init; } = "auto";
}
