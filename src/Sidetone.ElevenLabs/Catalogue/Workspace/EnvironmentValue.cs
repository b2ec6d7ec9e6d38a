using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What an environment variable holds in one environment: a text, a secret or an auth connection.</summary>
public sealed class EnvironmentValue
{
    private readonly JsonNode _json;

    private EnvironmentValue(string kind, JsonNode json)
    {
        Kind = kind;
        _json = json;
    }

    /// <summary>What it is: <c>string</c>, <c>secret</c> or <c>auth_connection</c>.</summary>
    public string Kind { get; }

    /// <summary>A text.</summary>
    /// <param name="text">The text. No place for a secret.</param>
    public static implicit operator EnvironmentValue(string text) => FromText(text);

    /// <summary>A text.</summary>
    /// <param name="text">The text. No place for a secret.</param>
    public static EnvironmentValue FromText(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new("string", JsonValue.Create(text));
    }

    /// <summary>A secret of the workspace.</summary>
    /// <param name="id">Its id.</param>
    public static EnvironmentValue FromSecret(string id) => new("secret", new JsonObject { ["secret_id"] = id });

    /// <summary>An auth connection of the workspace.</summary>
    /// <param name="id">Its id.</param>
    public static EnvironmentValue FromAuthConnection(string id) => new("auth_connection", new JsonObject { ["auth_connection_id"] = id });

    internal JsonNode ToJson() => _json.DeepClone();
}
