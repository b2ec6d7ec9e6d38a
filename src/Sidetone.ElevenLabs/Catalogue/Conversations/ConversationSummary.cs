using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A conversation in a list.</summary>
public sealed class ConversationSummary : CatalogueObject
{
    internal ConversationSummary(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, <c>conv_…</c>.</summary>
    public string Id => Text("conversation_id") ?? "";

    /// <summary>The agent's id.</summary>
    public string AgentId => Text("agent_id") ?? "";

    /// <summary>The agent's name; null when the platform does not say.</summary>
    public string? AgentName => Text("agent_name");

    /// <summary>When it began; null when the platform does not say.</summary>
    public DateTimeOffset? StartedAt => Moment("start_time_unix_secs");

    /// <summary>How long it was.</summary>
    public TimeSpan Duration => Seconds("call_duration_secs") ?? TimeSpan.Zero;

    /// <summary>How much was said.</summary>
    public long MessageCount => Whole("message_count") ?? 0;

    /// <summary>How far it is; null when the platform does not say.</summary>
    public ConversationStatus? Status => Word<ConversationStatus>("status");

    /// <summary>Whether it reached its goal; null when the platform does not say.</summary>
    public CallSuccess? CallSuccessful => Word<CallSuccess>("call_successful");

    /// <summary>Why it ended, in words; null when the platform does not say.</summary>
    public string? TerminationReason => Text("termination_reason");

    /// <summary>What it was about, when that was asked for.</summary>
    public string? Summary => Text("transcript_summary");

    /// <summary>A title for it; null when the platform does not say.</summary>
    public string? Title => Text("call_summary_title");

    /// <summary>Its language; null when the platform does not say.</summary>
    public string? MainLanguage => Text("main_language");

    /// <summary>The tools that were called.</summary>
    public IReadOnlyList<string> ToolNames => Texts("tool_names");
}
