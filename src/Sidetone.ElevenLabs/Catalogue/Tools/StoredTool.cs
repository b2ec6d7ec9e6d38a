using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool as the platform keeps it.</summary>
public sealed class StoredTool : CatalogueObject
{
    internal StoredTool(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id, <c>tool_…</c>: what agents refer to it by.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>What is configured of it. Change it in place and hand the tool to <see cref="ToolCatalogue.UpdateAsync(StoredTool, CancellationToken)"/>.</summary>
    public ToolConfig Config { get => ToolConfig.Of(Json["tool_config"] as JsonObject ?? []); set => Set("tool_config", value?.Json); }

    /// <summary>Its name, from <see cref="Config"/>.</summary>
    public string Name => Config.Name;

    /// <summary>Who may do what with it; null when the platform does not say.</summary>
    public AccessInfo? Access => One("access_info", json => new AccessInfo(json));

    /// <summary>How often it was called; 0 when the platform does not say.</summary>
    public long TotalCalls => Lenient.Whole(Usage?["total_calls"]) ?? 0;

    /// <summary>How long a call took on average; null when the platform does not say.</summary>
    public TimeSpan? AverageLatency => Lenient.Seconds(Usage?["avg_latency_secs"]);

    /// <summary>What it answers in tests.</summary>
    public IReadOnlyList<ResponseMock> ResponseMocks
    {
        get => Many("response_mocks", json => new ResponseMock(json));
        set => SetMany("response_mocks", value);
    }

    /// <summary>Reads a tool that was kept elsewhere, in a file for example, as the platform gave it.</summary>
    /// <param name="json">A JSON object with <c>id</c> and <c>tool_config</c>.</param>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="ArgumentException">It is JSON, but no object.</exception>
    public static StoredTool Parse(string json) => new(Body.ReadObject(json));

    private JsonObject? Usage => Json["usage_stats"] as JsonObject;

    /// <summary>Kind, name and id.</summary>
    public override string ToString() => $"{Config} ({Id})";
}
