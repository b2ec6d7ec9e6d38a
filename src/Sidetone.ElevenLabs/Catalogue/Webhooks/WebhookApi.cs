using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>The request that a webhook sends.</summary>
/// <remarks>The reference's §4.4.</remarks>
public sealed class WebhookApi : CatalogueObject
{
    internal WebhookApi(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A request without parameters: GET, JSON.</summary>
    /// <param name="url">Where it goes; may hold placeholders such as <c>{order_id}</c>.</param>
    public WebhookApi(string url)
        : base(null) => Url = url;

    /// <summary>Where it goes; may hold placeholders such as <c>{order_id}</c>.</summary>
    public string Url { get => Text("url") ?? ""; set => Set("url", value); }

    /// <summary>GET, POST, PUT, PATCH or DELETE. Default: GET.</summary>
    public HttpMethod Method
    {
        get => Text("method") is { Length: > 0 } method && method.All(char.IsAsciiLetter) ? new HttpMethod(method) : HttpMethod.Get;
        set => Set("method", value?.Method);
    }

    /// <summary>Headers that it carries. Setting replaces them all.</summary>
    public IReadOnlyDictionary<string, HeaderValue> RequestHeaders
    {
        get => Map("request_headers", HeaderValue.Of);
        set => Set("request_headers", value is null ? null : new JsonObject(value.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToJson()))));
    }

    /// <summary>What fills the placeholders of the address, by their names.</summary>
    public IReadOnlyDictionary<string, LiteralSchema> PathParameters
    {
        get => Map("path_params_schema", node => node is JsonObject json ? new LiteralSchema(json) : null);
        set => SetMap("path_params_schema", value);
    }

    /// <summary>What goes into the query; literals only. Null for nothing.</summary>
    public ObjectSchema? QueryParameters
    {
        get => One("query_params_schema", json => new ObjectSchema(json));
        set
        {
            // Here the platform's schema has properties and required, and no type.
            var query = (JsonObject?)value?.Json.DeepClone();
            query?.Remove("type");
            Set("query_params_schema", query);
        }
    }

    /// <summary>What the body holds, for POST, PUT and PATCH. Null for nothing.</summary>
    public ObjectSchema? RequestBody { get => One("request_body_schema", json => new ObjectSchema(json)); set => Set("request_body_schema", value?.Json); }

    /// <summary>What comes back; for readers only, the model does not see it. Null for nothing.</summary>
    public ObjectSchema? ResponseBody { get => One("response_body_schema", json => new ObjectSchema(json)); set => Set("response_body_schema", value?.Json); }

    /// <summary>Which part of what comes back reaches the agent. Null for all.</summary>
    public ResponseFilter? ResponseFilter { get => One("response_filter", json => new ResponseFilter(json)); set => Set("response_filter", value?.Json); }

    /// <summary>How the body is written: <c>application/json</c>, the default, or <c>application/x-www-form-urlencoded</c>.</summary>
    public string ContentType { get => Text("content_type") ?? "application/json"; set => Set("content_type", value); }

    /// <summary>Placeholders of the address that <see cref="AuthConnection"/> fills. Default: none.</summary>
    public IReadOnlyList<string> AuthResolvedParameters { get => Texts("auth_resolved_params"); set => SetTexts("auth_resolved_params", value); }

    /// <summary>What proves who asks. Null for nothing.</summary>
    public AuthConnection? AuthConnection { get => One("auth_connection", json => new AuthConnection(json)); set => Set("auth_connection", value?.Json); }
}
