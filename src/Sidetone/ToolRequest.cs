namespace Sidetone;

/// <summary>A call as a wire brings it.</summary>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">A JSON object as UTF-8. Malformed JSON is repaired where that is safe.</param>
public readonly record struct ToolRequest(string Name, ReadOnlyMemory<byte> Arguments)
{
    /// <summary>The provider's id of the call. A call with an id that was seen before is the same call again: it is not run,
    /// and ends as <see cref="Outcome.Duplicate"/> with the reason <c>repeated</c>. Null when the provider has none, or uses one twice.</summary>
    public string? Id { get; init; }

    /// <summary>What the provider names the model's response that asks. Calls of one response cannot know of each other, so that the
    /// same action asked twice is done once (<see cref="ToolPolicy.Duplicates"/>): the second ends as <see cref="Outcome.Duplicate"/>, with the
    /// output of the first. Null: the call is an action of its own.</summary>
    public string? ResponseId { get; init; }

    /// <summary>Arguments that the tool does not have are passed over, unless they look like a misspelling of one that it has: for platforms that
    /// send values of their own along. Not where the tool's own schema is closed. Default: false, they are refused.</summary>
    public bool ToleratesUnknown { get; init; }
}
