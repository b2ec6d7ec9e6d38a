using Sidetone.Conversations;

namespace Sidetone;

/// <summary>What happened in one turn.</summary>
public sealed record RunResult
{
    /// <summary>The turn's number, from 1.</summary>
    public required int Turn { get; init; }

    /// <summary>All that the caller heard in it, in order: before a call and after it, in a reply that a handler asked for, from the agent that
    /// took over. Each response of the model is a line of its own. Empty when nothing was said.</summary>
    public required string Text { get; init; }

    /// <summary>The calls it made, in their order.</summary>
    public required IReadOnlyList<ToolCall> Calls { get; init; }

    /// <summary>How it ended.</summary>
    public required TurnEnd Reason { get; init; }

    /// <summary>The caller spoke over it, or the program interrupted it.</summary>
    public bool Interrupted => Reason == TurnEnd.Interrupted;

    /// <summary>Calls of an interrupted turn that still run; their results follow.</summary>
    public required IReadOnlyList<CallId> StillRunning { get; init; }

    /// <summary>The agent that the caller was handed to; null for none.</summary>
    public string? HandedTo { get; init; }

    /// <summary>Tokens read, as far as the provider said.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens written, as far as the provider said.</summary>
    public long OutputTokens { get; init; }
}
