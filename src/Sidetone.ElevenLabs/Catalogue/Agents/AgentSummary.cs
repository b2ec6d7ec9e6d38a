using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>An agent in a list.</summary>
public sealed class AgentSummary : CatalogueObject
{
    internal AgentSummary(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, <c>agent_…</c>.</summary>
    public string Id => Text("agent_id") ?? "";

    /// <summary>Its name.</summary>
    public string Name => Text("name") ?? "";

    /// <summary>Its voice; null when the platform does not say.</summary>
    public string? VoiceId => Text("voice_id");

    /// <summary>Its tags.</summary>
    public IReadOnlyList<string> Tags => Texts("tags");

    /// <summary>When it was made; null when the platform does not say.</summary>
    public DateTimeOffset? CreatedAt => Moment("created_at_unix_secs");

    /// <summary>When someone last talked to it; null when nobody did.</summary>
    public DateTimeOffset? LastCallAt => Moment("last_call_time_unix_secs");

    /// <summary>It was put away.</summary>
    public bool IsArchived => Flag("archived") ?? false;

    /// <summary>Who may do what with it; null when the platform does not say.</summary>
    public AccessInfo? Access => One("access_info", json => new AccessInfo(json));

    /// <summary>Name and id.</summary>
    public override string ToString() => $"agent '{Name}' ({Id})";
}
