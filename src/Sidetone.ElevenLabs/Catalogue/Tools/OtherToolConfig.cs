using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool of a kind that is not known here. It is all in <see cref="CatalogueObject.Json"/>, and goes back as it came.</summary>
public sealed class OtherToolConfig : ToolConfig
{
    internal OtherToolConfig(JsonObject json)
        : base(json)
    {
    }
}
