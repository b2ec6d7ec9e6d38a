using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A call in a transcript.</summary>
public sealed class TranscriptToolCall : CatalogueObject
{
    internal TranscriptToolCall(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The call's id: <c>tool_call_id</c> in the conversation.</summary>
    public string CallId => Text("request_id") ?? "";

    /// <summary>The tool's name.</summary>
    public string ToolName => Text("tool_name") ?? "";

    /// <summary>The arguments, as JSON in a text.</summary>
    public string Arguments => Text("params_as_json") ?? "{}";

    /// <summary>It was carried out.</summary>
    public bool WasCalled => Flag("tool_has_been_called") ?? false;

    /// <summary>The kind of tool; null when the platform does not say.</summary>
    public ToolType? Type => Word<ToolType>("type");

    /// <summary>What is particular to the kind of tool; null when the platform gives none.</summary>
    public JsonObject? Details => Json["tool_details"] as JsonObject;
}
