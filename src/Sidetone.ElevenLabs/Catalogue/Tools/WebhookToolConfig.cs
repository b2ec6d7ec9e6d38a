using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool that is a request, sent by the platform.</summary>
public sealed class WebhookToolConfig : ToolConfig
{
    internal WebhookToolConfig(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A webhook with the platform's defaults.</summary>
    /// <param name="name">What the agent calls it by.</param>
    /// <param name="description">When it should be used and what it does.</param>
    /// <param name="api">Where the request goes, and what it holds.</param>
    public WebhookToolConfig(string name, string description, WebhookApi api)
        : base(ToolType.Webhook, name, description)
    {
        ArgumentNullException.ThrowIfNull(api);
        Api = api;
    }

    /// <summary>Where the request goes, and what it holds.</summary>
    public WebhookApi Api
    {
        get => new(Json["api_schema"] as JsonObject ?? []);
        set => Set("api_schema", value?.Json);
    }

    /// <summary>Values for dynamic variables while none are given. Default: none.</summary>
    public DynamicVariables? DynamicVariables { get => One("dynamic_variables", json => new DynamicVariables(json)); set => Set("dynamic_variables", value?.Json); }

    /// <summary>When it runs. Default: <see cref="ToolExecutionMode.Immediate"/>.</summary>
    public ToolExecutionMode ExecutionMode
    {
        get => Word<ToolExecutionMode>("execution_mode") ?? ToolExecutionMode.Immediate;
        set => Set<ToolExecutionMode>("execution_mode", value);
    }

    /// <summary>The platform follows a redirection. Null is the platform's choice.</summary>
    public bool? FollowRedirects { get => Flag("follow_redirects"); set => Set("follow_redirects", value); }

    /// <summary>Hosts to which it may be redirected. Default: none.</summary>
    public IReadOnlyList<string> RedirectDomains
    {
        get => Texts("follow_redirects_allowed_domains");
        set => SetTexts("follow_redirects_allowed_domains", value);
    }
}
