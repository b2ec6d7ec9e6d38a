using Sidetone.Conversations;

namespace Sidetone.Testing;

/// <summary>Something that happened in a conversation, as a test looks at it.</summary>
public sealed record Happening
{
    /// <summary>What kind of thing.</summary>
    public required HappeningKind Kind { get; init; }

    /// <summary>The event that it came with; 0 when it does not come from a log.</summary>
    public long Seq { get; init; }

    /// <summary>Who spoke: <c>user</c> or <c>assistant</c>.</summary>
    public string? Role { get; init; }

    /// <summary>The words, or the output.</summary>
    public string Text { get; init; } = "";

    /// <summary>The words were cut off.</summary>
    public bool IsCutOff { get; init; }

    /// <summary>The call.</summary>
    public CallId? Call { get; init; }

    /// <summary>The tool.</summary>
    public string? Tool { get; init; }

    /// <summary>The arguments, as JSON.</summary>
    public string Arguments { get; init; } = "{}";

    /// <summary>How the call ended.</summary>
    public Outcome? Outcome { get; init; }

    /// <summary>Why, in a word for programs.</summary>
    public string? Reason { get; init; }

    /// <summary>The agent that took over.</summary>
    public string? To { get; init; }

    /// <summary>The step of the model that it belongs to; 0 for none.</summary>
    internal int Step { get; init; }

    /// <summary>One line, as failures show it.</summary>
    public override string ToString() => Kind switch
    {
        HappeningKind.Message => $"{Role,-10} \"{Text}\"{(IsCutOff ? " (cut off)" : "")}",
        HappeningKind.Call => $"{"call " + Call,-10} {Tool} {Arguments}",
        HappeningKind.Undo => $"{"undo " + Call,-10} {Tool} {Text}",
        HappeningKind.Output => $"{"output " + Call,-10} {Tool} {Outcome}{(Reason is null ? "" : $" ({Reason})")}{(Text.Length == 0 ? "" : ": " + Text)}",
        HappeningKind.LateResult => $"{"late " + Call,-10} {Tool} {Outcome}: {Text}",
        HappeningKind.Handoff => $"{"handoff",-10} to {To}",
        _ => Text,
    };
}
