using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Which part of a webhook's answer reaches the agent.</summary>
public sealed class ResponseFilter : CatalogueObject
{
    internal ResponseFilter(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A filter.</summary>
    /// <param name="mode">What it lets through.</param>
    /// <param name="filters">With <see cref="ResponseFilterMode.Allow"/>: the paths, with dots.</param>
    public ResponseFilter(ResponseFilterMode mode, params string[] filters)
        : base(null)
    {
        Mode = mode;
        if (filters is { Length: > 0 })
            Filters = filters;
    }

    /// <summary>What it lets through. Default: <see cref="ResponseFilterMode.All"/>.</summary>
    public ResponseFilterMode Mode { get => Word<ResponseFilterMode>("mode") ?? ResponseFilterMode.All; set => Set<ResponseFilterMode>("mode", value); }

    /// <summary>The paths, with dots. Default: none.</summary>
    public IReadOnlyList<string> Filters { get => Texts("filters"); set => SetTexts("filters", value); }

    /// <summary>The kind of answer it reads: <c>application/json</c>, all there is.</summary>
    public string ContentType { get => Text("content_type") ?? "application/json"; set => Set("content_type", value); }
}
