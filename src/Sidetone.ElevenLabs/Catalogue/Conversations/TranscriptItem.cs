using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>One turn of a transcript.</summary>
public sealed class TranscriptItem : CatalogueObject
{
    internal TranscriptItem(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Who spoke; null when the platform does not say.</summary>
    public TranscriptRole? Role => Word<TranscriptRole>("role");

    /// <summary>What was said; null for a turn of tools only.</summary>
    public string? Message => Text("message");

    /// <summary>When, counted from the beginning.</summary>
    public TimeSpan At => Seconds("time_in_call_secs") ?? TimeSpan.Zero;

    /// <summary>The tools that were called.</summary>
    public IReadOnlyList<TranscriptToolCall> ToolCalls => Many("tool_calls", json => new TranscriptToolCall(json));

    /// <summary>What they returned.</summary>
    public IReadOnlyList<TranscriptToolResult> ToolResults => Many("tool_results", json => new TranscriptToolResult(json));

    /// <summary>The caller spoke over it.</summary>
    public bool Interrupted => Flag("interrupted") ?? false;

    /// <summary>What would have been said without the interruption; null when all was said.</summary>
    public string? OriginalMessage => Text("original_message");

    /// <summary>How it came: <c>audio</c>, <c>text</c>, <c>image</c>, <c>file</c>; null when the platform does not say.</summary>
    public string? SourceMedium => Text("source_medium");

    /// <summary>What the agent's model thought; null when the platform does not say.</summary>
    public string? Reasoning => Text("reasoning");
}
