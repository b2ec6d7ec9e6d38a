using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A conversation began.</summary>
public sealed record SessionStarted : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "session_started";

    /// <summary>The conversation: <c>conv_</c> and a UUIDv7 in 26 lower-case base32 characters.</summary>
    public required string Conversation { get; init; }

    /// <summary>It is nothing but calls: no agent leads it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool CallsOnly { get; init; }

    /// <summary>The bounds by which the session decides.</summary>
    public required SessionLimits Limits { get; init; }
}
