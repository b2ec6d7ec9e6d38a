using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which agents to list. What is null is not asked for.</summary>
public sealed record AgentQuery
{
    /// <summary>What the name holds.</summary>
    public string? Search { get; init; }

    /// <summary>Only those put away, or only those that were not.</summary>
    public bool? Archived { get; init; }

    /// <summary>Made by this user; <c>@me</c> is the owner of the key.</summary>
    public string? CreatedByUserId { get; init; }

    /// <summary>Only the owner's. Older than <see cref="CreatedByUserId"/>, which wins.</summary>
    public bool? OnlyOwned { get; init; }

    /// <summary>With these tags.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What the list is sorted by.</summary>
    public AgentSort? SortBy { get; init; }

    /// <summary>Which end comes first.</summary>
    public SortDirection? SortDirection { get; init; }

    /// <summary>How many to fetch at once, 1 to 100. Null is the platform's 30.</summary>
    public int? PageSize { get; init; }

    /// <summary>Where to go on.</summary>
    public string? Cursor { get; init; }

    internal QueryText Text(string? cursor) => new QueryText()
        .Add("page_size", PageSize).Add("search", Search).Add("archived", Archived).Add("show_only_owned_agents", OnlyOwned)
        .Add("created_by_user_id", CreatedByUserId).Add("tags", Tags).Add("sort_direction", SortDirection?.Value).Add("sort_by", SortBy?.Value)
        .Add("cursor", cursor);
}
