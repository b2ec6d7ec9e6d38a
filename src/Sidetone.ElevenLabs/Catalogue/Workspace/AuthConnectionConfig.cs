using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What an auth connection is to be, secrets included.</summary>
/// <remarks>The reference's §4.9. Kinds and members that have no method here go into <see cref="CatalogueObject.Json"/>.</remarks>
public sealed class AuthConnectionConfig : CatalogueObject
{
    private static readonly HashSet<string> s_open = ["auth_type", "name", "provider"];

    /// <summary>A connection that says nothing yet, or a change.</summary>
    /// <param name="kind">Such as <c>bearer_auth</c>, <c>oauth2_jwt</c>, <c>mtls</c>.</param>
    public AuthConnectionConfig(string kind)
        : base(null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        Json["auth_type"] = kind;
    }

    private AuthConnectionConfig(string kind, string name, string provider)
        : this(kind)
    {
        Json["name"] = name;
        Json["provider"] = provider;
    }

    /// <summary>What must not stand in an error: every text but its name and kind.</summary>
    internal IReadOnlyList<string> Secrets => [.. Json.Where(member => !s_open.Contains(member.Key)).SelectMany(member => Texts(member.Value))];

    /// <summary>A bearer token.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="provider">With whom, in words of one's own.</param>
    /// <param name="token">The token.</param>
    public static AuthConnectionConfig Bearer(string name, string provider, string token) => new("bearer_auth", name, provider) { Json = { ["token"] = token } };

    /// <summary>A token in a header of its own.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="provider">With whom, in words of one's own.</param>
    /// <param name="header">The header.</param>
    /// <param name="token">The token.</param>
    public static AuthConnectionConfig Header(string name, string provider, string header, string token) =>
        new("custom_header_auth", name, provider) { Json = { ["header_name"] = header, ["token"] = token } };

    /// <summary>A user's name and password.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="provider">With whom, in words of one's own.</param>
    /// <param name="username">The user's name.</param>
    /// <param name="password">The password.</param>
    public static AuthConnectionConfig Basic(string name, string provider, string username, string password) =>
        new("basic_auth", name, provider) { Json = { ["username"] = username, ["password"] = password } };

    /// <summary>OAuth 2.0 with client credentials: the platform fetches tokens itself.</summary>
    /// <param name="name">The connection's name.</param>
    /// <param name="provider">With whom, in words of one's own.</param>
    /// <param name="clientId">The client's id.</param>
    /// <param name="clientSecret">The client's secret.</param>
    /// <param name="tokenUrl">Where tokens are.</param>
    /// <param name="scopes">What is asked for; none for the server's choice.</param>
    public static AuthConnectionConfig ClientCredentials(string name, string provider, string clientId, string clientSecret, string tokenUrl, params string[] scopes)
    {
        var config = new AuthConnectionConfig("oauth2_client_credentials", name, provider)
        {
            Json = { ["client_id"] = clientId, ["token_url"] = tokenUrl, ["client_secret"] = clientSecret },
        };
        if (scopes is { Length: > 0 })
            config.SetTexts("scopes", scopes);
        return config;
    }

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Texts(member.Value)),
        JsonArray list => list.SelectMany(Texts),
        _ => Lenient.Text(node) is { } text ? [text] : [],
    };
}
