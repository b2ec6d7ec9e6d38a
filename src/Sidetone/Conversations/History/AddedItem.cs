using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>Something from outside a conversation: words, or a call with its output.</summary>
public sealed record AddedItem
{
    /// <summary>Who said it: <c>user</c>, <c>assistant</c>, or <c>system</c> for what nobody said; null for a call.</summary>
    public string? Role { get; init; }

    /// <summary>The words, or the output of the call.</summary>
    public string Text { get; init; } = "";

    /// <summary>The tool that was called; null for words.</summary>
    public string? Tool { get; init; }

    /// <summary>The arguments of the call, as JSON.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JsonText Arguments { get; init; }
}
