using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Lets whoever holds it speak with an agent once.</summary>
public sealed class ConversationToken : CatalogueObject
{
    internal ConversationToken(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The token, a secret.</summary>
    public string Token => Text("token") ?? "";

    /// <summary>The conversation that it begins; null when the platform does not say.</summary>
    public string? ConversationId => Text("conversation_id");

    /// <summary>Never the token.</summary>
    public override string ToString() => $"token for {ConversationId ?? "a conversation"}";
}
