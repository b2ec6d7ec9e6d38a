namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>One way in which a tool of ours and the platform's differ.</summary>
/// <param name="Kind">How.</param>
/// <param name="ToolName">The tool's name: ours, or the platform's where there is none of ours.</param>
/// <param name="Message">In one line, for a person, with both sides.</param>
public sealed record ToolMismatch(MismatchKind Kind, string ToolName, string Message)
{
    /// <summary>Our tool; null where there is none.</summary>
    public Tool? Tool { get; init; }

    /// <summary>The platform's tool; null where there is none.</summary>
    public StoredTool? Stored { get; init; }

    /// <summary>The argument, such as <c>order.lines[].sku</c>; null where it is not about one.</summary>
    public string? Path { get; init; }

    /// <summary>Calls of the tool go wrong, or never come. False for what only drifted: descriptions, longer waits.</summary>
    public bool IsBreaking { get; init; }

    /// <summary>Name and message.</summary>
    public override string ToString() => $"{ToolName}: {Message}";
}
