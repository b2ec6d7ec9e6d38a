using Sidetone.Conversations;

namespace Sidetone;

/// <summary>A call as it stood when its turn was over.</summary>
public sealed record ToolCall
{
    /// <summary>The call's id in its conversation.</summary>
    public required CallId Id { get; init; }

    /// <summary>The tool's name.</summary>
    public required string Name { get; init; }

    /// <summary>The arguments, as JSON; without sensitive ones.</summary>
    public required string Arguments { get; init; }

    /// <summary>How it ended; <see cref="Outcome.Running"/> while it runs.</summary>
    public Outcome Outcome { get; init; } = Outcome.Running;

    /// <summary>Why it ended so, in a word for programs; null when the outcome says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>What the model is told; null while it runs.</summary>
    public string? Output { get; init; }

    /// <summary>How long its handler ran; zero if it did not.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How often it was attempted; 0 if its handler did not run.</summary>
    public int Attempts { get; init; }
}
