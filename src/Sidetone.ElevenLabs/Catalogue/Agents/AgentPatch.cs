using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What shall be set of an agent. What is null is not sent, and stays.</summary>
public sealed record AgentPatch
{
    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>How it talks: only what is set in it is changed.</summary>
    public AgentConfig? Config { get; init; }

    /// <summary>Who may talk to it, what may be overridden, limits: only what is set in it is changed.</summary>
    public JsonObject? PlatformSettings { get; init; }

    /// <summary>Its workflow, whole.</summary>
    public JsonObject? Workflow { get; init; }

    /// <summary>Its tags, all of them.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>What is said of the new version, for an agent with versions.</summary>
    public string? VersionDescription { get; init; }

    internal JsonObject ToJson()
    {
        var json = new JsonObject();
        if (Config is not null)
            json["conversation_config"] = Config.Json.DeepClone();
        if (PlatformSettings is not null)
            json["platform_settings"] = PlatformSettings.DeepClone();
        if (Workflow is not null)
            json["workflow"] = Workflow.DeepClone();
        if (Name is not null)
            json["name"] = Name;
        if (Tags is not null)
            json["tags"] = CatalogueObject.ListOf(Tags);
        if (VersionDescription is not null)
            json["version_description"] = VersionDescription;
        return json;
    }
}
