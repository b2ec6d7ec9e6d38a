using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>An event of a newer version. It is kept as it is; unless it is marked optional, nothing can be folded past it.</summary>
public sealed record UnknownEvent : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => Name;

    /// <summary>Its name in the file.</summary>
    public required string Name { get; init; }

    /// <summary>Its data.</summary>
    public JsonText Data { get; init; }

    /// <summary>A reader that does not know it may go on.</summary>
    public bool IsOptional { get; init; }
}
