using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A conversation as the platform keeps it.</summary>
/// <remarks>The reference's §4.7.</remarks>
public sealed class StoredConversation : CatalogueObject
{
    internal StoredConversation(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, <c>conv_…</c>.</summary>
    public string Id => Text("conversation_id") ?? "";

    /// <summary>The agent's id.</summary>
    public string AgentId => Text("agent_id") ?? "";

    /// <summary>The agent's branch; null for its main one.</summary>
    public string? BranchId => Text("branch_id");

    /// <summary>The environment; null when the platform does not say.</summary>
    public string? Environment => Text("environment");

    /// <summary>The caller, as the program named it; null when it did not.</summary>
    public string? UserId => Text("user_id");

    /// <summary>How far it is; null when the platform does not say.</summary>
    public ConversationStatus? Status => Word<ConversationStatus>("status");

    /// <summary>What was said and done, in order.</summary>
    public IReadOnlyList<TranscriptItem> Transcript => Many("transcript", json => new TranscriptItem(json));

    /// <summary>When it began; null when the platform does not say.</summary>
    public DateTimeOffset? StartedAt => Lenient.Moment(Metadata?["start_time_unix_secs"]);

    /// <summary>How long it was.</summary>
    public TimeSpan Duration => Lenient.Seconds(Metadata?["call_duration_secs"]) ?? TimeSpan.Zero;

    /// <summary>Why it ended, in words; null when the platform does not say.</summary>
    public string? TerminationReason => Lenient.Text(Metadata?["termination_reason"]);

    /// <summary>What went wrong, in words; null when nothing did.</summary>
    public string? Error => Lenient.Text((Metadata?["error"] as JsonObject)?["reason"]);

    /// <summary>Costs, language, the telephone call and all else that is known of it. Null when the platform does not say.</summary>
    public JsonObject? Metadata => Json["metadata"] as JsonObject;

    /// <summary>What its analysis found; null while it is not analysed.</summary>
    public JsonObject? Analysis => Json["analysis"] as JsonObject;

    /// <summary>Whether it reached its goal; null while it is not analysed.</summary>
    public CallSuccess? CallSuccessful => Lenient.Text(Analysis?["call_successful"]) is { } word ? new(word) : null;

    /// <summary>What it was about; null while it is not analysed.</summary>
    public string? Summary => Lenient.Text(Analysis?["transcript_summary"]);

    /// <summary>What the program sent at its start; null when it sent nothing.</summary>
    public JsonObject? InitiationData => Json["conversation_initiation_client_data"] as JsonObject;

    /// <summary>It was recorded: <see cref="ConversationCatalogue.GetAudioAsync"/>.</summary>
    public bool HasAudio => Flag("has_audio") ?? false;

    /// <summary>The caller was recorded.</summary>
    public bool HasUserAudio => Flag("has_user_audio") ?? false;

    /// <summary>The agent was recorded.</summary>
    public bool HasResponseAudio => Flag("has_response_audio") ?? false;
}
