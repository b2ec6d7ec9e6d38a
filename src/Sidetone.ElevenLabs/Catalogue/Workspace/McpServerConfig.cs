using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What is configured of an MCP server.</summary>
/// <remarks>The reference's §4.9 and §6b.</remarks>
public sealed class McpServerConfig : CatalogueObject
{
    internal McpServerConfig(JsonObject json)
        : base(json)
    {
    }

    /// <summary>An MCP server with the platform's defaults.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="name">Its name.</param>
    public McpServerConfig(string url, string name)
        : base(null)
    {
        Json["url"] = url;
        Name = name;
    }

    /// <summary>Says nothing yet: for changing one thing of a server that there is.</summary>
    public McpServerConfig()
        : base(null)
    {
    }

    /// <summary>Its name.</summary>
    public string Name { get => Text("name") ?? ""; set => Set("name", value); }

    /// <summary>What it is for. Null when unset.</summary>
    public string? Description { get => Text("description"); set => Set("description", value); }

    /// <summary>Where it is; null when a secret says so.</summary>
    public string? Url => Text("url");

    /// <summary>The secret that holds where it is; null when <see cref="Url"/> says so.</summary>
    public string? UrlSecretId => Lenient.Text((Json["url"] as JsonObject)?["secret_id"]);

    /// <summary>How it is spoken to. Default: <see cref="McpTransport.Sse"/>.</summary>
    public McpTransport Transport { get => Word<McpTransport>("transport") ?? McpTransport.Sse; set => Set<McpTransport>("transport", value); }

    /// <summary>Which of its tools wait for an approval. Null when unset, and all do then.</summary>
    public McpApprovalPolicy? ApprovalPolicy { get => Word<McpApprovalPolicy>("approval_policy"); set => Set("approval_policy", value); }

    /// <summary>Headers that a request to it carries. Setting replaces them all.</summary>
    public IReadOnlyDictionary<string, HeaderValue> RequestHeaders
    {
        get => Map("request_headers", HeaderValue.Of);
        set => Set("request_headers", value is null ? null : new JsonObject(value.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value.ToJson()))));
    }

    /// <summary>The secret that is its bearer token. Null for none.</summary>
    public string? SecretTokenId
    {
        get => Lenient.Text((Json["secret_token"] as JsonObject)?["secret_id"]);
        set => Set("secret_token", value is null ? null : new JsonObject { ["secret_id"] = value });
    }

    /// <summary>How long the platform waits for one of its tools. Null when unset.</summary>
    public TimeSpan? ResponseTimeout
    {
        get => Seconds("response_timeout_secs");
        set => Set("response_timeout_secs", value is { } time ? (int)Math.Ceiling(time.TotalSeconds) : null);
    }

    /// <summary>Whether the caller may interrupt while one of its tools runs. Null when unset.</summary>
    public InterruptionMode? Interruption { get => Word<InterruptionMode>("interruption_mode"); set => Set("interruption_mode", value); }

    /// <summary>Whether the agent speaks before it calls one of its tools. Null when unset.</summary>
    public PreToolSpeech? PreToolSpeech { get => Word<PreToolSpeech>("pre_tool_speech"); set => Set("pre_tool_speech", value); }

    /// <summary>When one of its tools runs. Null when unset.</summary>
    public ToolExecutionMode? ExecutionMode { get => Word<ToolExecutionMode>("execution_mode"); set => Set("execution_mode", value); }

    /// <summary>What the caller hears while one of its tools runs. Null when unset.</summary>
    public ToolCallSound? CallSound { get => Word<ToolCallSound>("tool_call_sound"); set => Set("tool_call_sound", value); }

    /// <summary>What proves who asks. Null for nothing.</summary>
    public AuthConnection? AuthConnection { get => One("auth_connection", json => new AuthConnection(json)); set => Set("auth_connection", value?.Json); }

    /// <summary>Where single tools differ. <see cref="McpServerCatalogue.ConfigureToolAsync"/> adds one to a server that there is.</summary>
    public IReadOnlyList<McpToolOverride> ToolOverrides
    {
        get => Many("tool_config_overrides", json => new McpToolOverride(json));
        set => SetMany("tool_config_overrides", value);
    }

    /// <summary>Answers are sent without compression. Null when unset.</summary>
    public bool? DisableCompression { get => Flag("disable_compression"); set => Set("disable_compression", value); }
}
