using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Who made a resource, and what the one who asks may do with it.</summary>
public sealed class AccessInfo : CatalogueObject
{
    internal AccessInfo(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Who asks made it.</summary>
    public bool IsCreator => Flag("is_creator") ?? false;

    /// <summary>Who made it.</summary>
    public string CreatorName => Text("creator_name") ?? "";

    /// <summary>The maker's address.</summary>
    public string CreatorEmail => Text("creator_email") ?? "";

    /// <summary>What the one who asks may do with it; null when the platform does not say.</summary>
    public AccessRole? Role => Word<AccessRole>("role");
}
