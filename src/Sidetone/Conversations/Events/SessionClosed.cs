using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The session is closed: after this only late results are recorded.</summary>
public sealed record SessionClosed : ConversationEvent
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string Type => "session_closed";

}
