using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which conversations to list. What is null is not asked for.</summary>
/// <remarks>The reference's §4.7 and §6b.</remarks>
public sealed record ConversationQuery
{
    /// <summary>With this agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>On this branch of it.</summary>
    public string? BranchId { get; init; }

    /// <summary>With this version of it.</summary>
    public string? VersionId { get; init; }

    /// <summary>By this caller.</summary>
    public string? UserId { get; init; }

    /// <summary>With this outcome.</summary>
    public CallSuccess? CallSuccessful { get; init; }

    /// <summary>Begun before.</summary>
    public DateTimeOffset? StartedBefore { get; init; }

    /// <summary>Begun after.</summary>
    public DateTimeOffset? StartedAfter { get; init; }

    /// <summary>Not shorter.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>Not longer.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Rated not less.</summary>
    public int? MinRating { get; init; }

    /// <summary>Rated not more.</summary>
    public int? MaxRating { get; init; }

    /// <summary>With, or without, a remark of the caller.</summary>
    public bool? HasFeedbackComment { get; init; }

    /// <summary>In which these tools were called.</summary>
    public IReadOnlyList<string>? ToolNames { get; init; }

    /// <summary>In which these tools succeeded.</summary>
    public IReadOnlyList<string>? ToolNamesSuccessful { get; init; }

    /// <summary>In which these tools failed.</summary>
    public IReadOnlyList<string>? ToolNamesErrored { get; init; }

    /// <summary>Calls of tools that there are not count, too.</summary>
    public bool? IncludeInvalidToolCalls { get; init; }

    /// <summary>In these languages.</summary>
    public IReadOnlyList<string>? MainLanguages { get; init; }

    /// <summary>Without these states.</summary>
    public IReadOnlyList<ConversationStatus>? ExcludeStatuses { get; init; }

    /// <summary>With these tags.</summary>
    public IReadOnlyList<string>? TagIds { get; init; }

    /// <summary>About these topics.</summary>
    public IReadOnlyList<string>? TopicIds { get; init; }

    /// <summary>Ended for these reasons.</summary>
    public IReadOnlyList<string>? TerminationReasons { get; init; }

    /// <summary>Begun by this kind of program, such as <c>python_sdk</c>.</summary>
    public string? InitiationSource { get; init; }

    /// <summary>In text, or by voice.</summary>
    public bool? TextOnly { get; init; }

    /// <summary>Words in it.</summary>
    public string? Search { get; init; }

    /// <summary>With <see cref="ConversationSummary.Summary"/>.</summary>
    public bool? IncludeSummary { get; init; }

    /// <summary>Which end comes first.</summary>
    public SortDirection? SortDirection { get; init; }

    /// <summary>Conditions that have no property here, by their names on the wire; a name may stand more than once.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? More { get; init; }

    /// <summary>How many to fetch at once, 1 to 100. Null is the platform's 30.</summary>
    public int? PageSize { get; init; }

    /// <summary>Where to go on.</summary>
    public string? Cursor { get; init; }

    internal QueryText Text(string? cursor)
    {
        var query = new QueryText()
            .Add("cursor", cursor).Add("agent_id", AgentId).Add("call_successful", CallSuccessful?.Value)
            .AddUnix("call_start_before_unix", StartedBefore).AddUnix("call_start_after_unix", StartedAfter)
            .AddSeconds("call_duration_min_secs", MinDuration).AddSeconds("call_duration_max_secs", MaxDuration)
            .Add("rating_max", MaxRating).Add("rating_min", MinRating).Add("has_feedback_comment", HasFeedbackComment).Add("user_id", UserId)
            .Add("tool_names", ToolNames).Add("tool_names_successful", ToolNamesSuccessful).Add("tool_names_errored", ToolNamesErrored)
            .Add("include_invalid_tool_calls", IncludeInvalidToolCalls).Add("main_languages", MainLanguages).Add("page_size", PageSize)
            .Add("summary_mode", IncludeSummary switch { true => "include", false => "exclude", null => null }).Add("search", Search)
            .Add("conversation_initiation_source", InitiationSource).Add("text_only", TextOnly).Add("branch_id", BranchId).Add("version_id", VersionId)
            .Add("topic_ids", TopicIds).Add("exclude_statuses", ExcludeStatuses?.Select(status => status.Value)).Add("tag_ids", TagIds)
            .Add("termination_reasons", TerminationReasons).Add("sort_direction", SortDirection?.Value);
        foreach (var (name, value) in More ?? [])
            query.Add(Uri.EscapeDataString(name), value);
        return query;
    }
}
