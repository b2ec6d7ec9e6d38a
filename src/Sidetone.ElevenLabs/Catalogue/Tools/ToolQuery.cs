using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which tools to list. What is null is not asked for.</summary>
public sealed record ToolQuery
{
    /// <summary>How the name begins.</summary>
    public string? Search { get; init; }

    /// <summary>Of these kinds; the platform takes client, webhook and api_integration_webhook.</summary>
    public IReadOnlyList<ToolType>? Types { get; init; }

    /// <summary>Made by this user; <c>@me</c> is the owner of the key.</summary>
    public string? CreatedByUserId { get; init; }

    /// <summary>Only the owner's. Older than <see cref="CreatedByUserId"/>, which wins.</summary>
    public bool? OnlyOwned { get; init; }

    /// <summary>Used by this agent.</summary>
    public string? UsedByAgentId { get; init; }

    /// <summary>What the list is sorted by.</summary>
    public ToolSort? SortBy { get; init; }

    /// <summary>Which end comes first.</summary>
    public SortDirection? SortDirection { get; init; }

    /// <summary>How many to fetch at once, 1 to 100. Null is the platform's 30.</summary>
    public int? PageSize { get; init; }

    /// <summary>Where to go on.</summary>
    public string? Cursor { get; init; }

    internal QueryText Text(string? cursor) => new QueryText()
        .Add("search", Search).Add("page_size", PageSize).Add("show_only_owned_documents", OnlyOwned).Add("created_by_user_id", CreatedByUserId)
        .Add("types", Types?.Select(type => type.Value)).Add("sort_direction", SortDirection?.Value).Add("sort_by", SortBy?.Value)
        .Add("used_by_agent_id", UsedByAgentId).Add("cursor", cursor);
}
