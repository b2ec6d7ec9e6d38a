namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What a signed address, or a token, is good for. What is null is not asked for.</summary>
public sealed record SignedUrlOptions
{
    /// <summary>The address holds the conversation's id, and is good for one conversation only. Not for tokens.</summary>
    public bool? IncludeConversationId { get; init; }

    /// <summary>A branch of the agent.</summary>
    public string? BranchId { get; init; }

    /// <summary>A version of the agent.</summary>
    public string? VersionId { get; init; }

    /// <summary>The environment whose variables the agent takes. Null is the platform's <c>production</c>.</summary>
    public string? Environment { get; init; }

    /// <summary>Events for whoever edits the agent.</summary>
    public bool? DebugEvents { get; init; }

    /// <summary>How the caller is called. For tokens only.</summary>
    public string? ParticipantName { get; init; }
}
