using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What a call in a transcript returned.</summary>
public sealed class TranscriptToolResult : CatalogueObject
{
    internal TranscriptToolResult(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The call's id.</summary>
    public string CallId => Text("request_id") ?? "";

    /// <summary>The tool's name.</summary>
    public string ToolName => Text("tool_name") ?? "";

    /// <summary>What the agent was told.</summary>
    public string Value => Text("result_value") ?? "";

    /// <summary>It failed.</summary>
    public bool IsError => Flag("is_error") ?? false;

    /// <summary>It was carried out.</summary>
    public bool WasCalled => Flag("tool_has_been_called") ?? false;

    /// <summary>How long it took; null when the platform does not say.</summary>
    public TimeSpan? Latency => Seconds("tool_latency_secs");

    /// <summary>The platform's word for the failure, such as <c>client_timeout</c>; null when there is none.</summary>
    public string? ErrorType => Text("error_type");

    /// <summary>Why it failed; null when it did not.</summary>
    public string? ErrorMessage => Text("raw_error_message");

    /// <summary>The kind of tool; null when the platform does not say.</summary>
    public ToolType? Type => Word<ToolType>("type");
}
