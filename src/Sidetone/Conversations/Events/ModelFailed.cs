using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The model did not finish a step.</summary>
public sealed record ModelFailed : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "model_failed";

    /// <summary>The step.</summary>
    public required int Step { get; init; }

    /// <summary>The kind of failure: an exception type, or <c>timeout</c>.</summary>
    public required string Error { get; init; }

    /// <summary>What it had said until then.</summary>
    public string Text { get; init; } = "";
}
