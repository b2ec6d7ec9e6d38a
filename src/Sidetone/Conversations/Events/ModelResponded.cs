using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The model finished a step.</summary>
public sealed record ModelResponded : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "model_responded";

    /// <summary>The step.</summary>
    public required int Step { get; init; }

    /// <summary>What it said.</summary>
    public string Text { get; init; } = "";

    /// <summary>How many tools it called.</summary>
    public int Calls { get; init; }

    /// <summary>Why it stopped, in the word of the provider.</summary>
    public string? Finish { get; init; }

    /// <summary>The model that answered.</summary>
    public string? Model { get; init; }

    /// <summary>Tokens read; null when the provider did not say.</summary>
    public long? InputTokens { get; init; }

    /// <summary>Tokens written; null when the provider did not say.</summary>
    public long? OutputTokens { get; init; }

    [JsonIgnore]
    internal IReadOnlyList<Microsoft.Extensions.AI.AIContent>? Extras { get; init; }
}
