namespace Sidetone;

/// <summary>How the agent replies without being spoken to.</summary>
public sealed record ReplyOptions
{
    /// <summary>Instructions for this reply only: "Greet the caller."</summary>
    public string? Instructions { get; init; }

    /// <summary>How the model may use tools: <c>auto</c>, <c>none</c>, <c>required</c>, or the name of the tool that it must call.
    /// Default: <c>auto</c>; inside a running call <c>none</c>.</summary>
    public string? ToolChoice { get; init; }

    /// <summary>The only tools offered, by name; null for all.</summary>
    public IReadOnlyList<string>? Tools { get; init; }
}
