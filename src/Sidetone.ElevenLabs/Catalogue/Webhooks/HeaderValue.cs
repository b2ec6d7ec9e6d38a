using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The value of a header: a text, or where the platform finds it.</summary>
public sealed class HeaderValue
{
    private readonly JsonNode _json;

    private HeaderValue(JsonNode json) => _json = json;

    /// <summary>The text itself; null when the platform finds it elsewhere. No place for a secret: everybody who sees the tool sees it.</summary>
    public string? Text => Lenient.Text(_json);

    /// <summary>The secret that holds it.</summary>
    public string? SecretId => Member("secret_id");

    /// <summary>The dynamic variable that holds it.</summary>
    public string? VariableName => Member("variable_name");

    /// <summary>The environment variable that holds it.</summary>
    public string? EnvironmentLabel => Member("env_var_label");

    /// <summary>A text.</summary>
    /// <param name="text">The text. No place for a secret.</param>
    public static implicit operator HeaderValue(string text) => FromText(text);

    /// <summary>A text.</summary>
    /// <param name="text">The text. No place for a secret.</param>
    public static HeaderValue FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(JsonValue.Create(text));
    }

    /// <summary>What a secret of the workspace holds.</summary>
    /// <param name="id">The secret's id.</param>
    public static HeaderValue FromSecret(string id) => new(new JsonObject { ["secret_id"] = id });

    /// <summary>What a dynamic variable of the conversation holds.</summary>
    /// <param name="name">The variable's name.</param>
    public static HeaderValue FromVariable(string name) => new(new JsonObject { ["variable_name"] = name });

    /// <summary>What an environment variable of the workspace holds.</summary>
    /// <param name="label">The variable's label.</param>
    public static HeaderValue FromEnvironment(string label) => new(new JsonObject { ["env_var_label"] = label });

    /// <summary>Where it comes from; never the text itself.</summary>
    public override string ToString() =>
        SecretId is { } secret ? $"secret {secret}" : VariableName is { } name ? $"variable {name}" : EnvironmentLabel is { } label ? $"environment {label}" : "text";

    internal static HeaderValue? Of(JsonNode json) => new(json);

    internal JsonNode ToJson() => _json.DeepClone();

    private string? Member(string name) => Lenient.Text((_json as JsonObject)?[name]);
}
