using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What one argument must be.</summary>
public sealed class ParameterCondition : CatalogueObject
{
    internal ParameterCondition(JsonObject json)
        : base(json)
    {
    }

    private ParameterCondition(string path, JsonObject evaluation)
        : base(new JsonObject { ["path"] = path, ["eval"] = evaluation })
    {
    }

    /// <summary>Where the argument stands, with dots.</summary>
    public string Path => Text("path") ?? "";

    /// <summary>How it is looked at: <c>anything</c>, <c>exact</c>, <c>llm</c>, <c>regex</c>.</summary>
    public string Kind => Lenient.Text((Json["eval"] as JsonObject)?["type"]) ?? "";

    /// <summary>Any value will do.</summary>
    /// <param name="path">Where the argument stands.</param>
    public static ParameterCondition Anything(string path) => new(path, new JsonObject { ["type"] = "anything" });

    /// <summary>Exactly this value.</summary>
    /// <param name="path">Where the argument stands.</param>
    /// <param name="value">The value, as a text.</param>
    public static ParameterCondition Exact(string path, string value) => new(path, new JsonObject { ["type"] = "exact", ["expected_value"] = value });

    /// <summary>What a regular expression matches.</summary>
    /// <param name="path">Where the argument stands.</param>
    /// <param name="pattern">The expression.</param>
    public static ParameterCondition Matches(string path, string pattern) => new(path, new JsonObject { ["type"] = "regex", ["pattern"] = pattern });

    /// <summary>What a model finds to fit.</summary>
    /// <param name="path">Where the argument stands.</param>
    /// <param name="description">What it should be, in words.</param>
    public static ParameterCondition Described(string path, string description) => new(path, new JsonObject { ["type"] = "llm", ["description"] = description });
}
