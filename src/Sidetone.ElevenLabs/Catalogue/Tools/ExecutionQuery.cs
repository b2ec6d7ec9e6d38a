using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which calls of a tool to list. What is null is not asked for.</summary>
public sealed record ExecutionQuery
{
    /// <summary>Only those that failed, or only those that did not.</summary>
    public bool? IsError { get; init; }

    /// <summary>By this agent.</summary>
    public string? AgentId { get; init; }

    /// <summary>By this branch of the agent.</summary>
    public string? BranchId { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Not after.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>How many to fetch at once, 1 to 100. Null is the platform's 30.</summary>
    public int? PageSize { get; init; }

    /// <summary>Where to go on.</summary>
    public string? Cursor { get; init; }

    internal QueryText Text(string? cursor) => new QueryText()
        .Add("page_size", PageSize).Add("is_error", IsError).Add("agent_id", AgentId).Add("branch_id", BranchId)
        .AddUnixFraction("start_time", From).AddUnixFraction("end_time", To).Add("cursor", cursor);
}
