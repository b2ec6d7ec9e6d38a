using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sidetone.Cli.Tests.Catalogue;

/// <summary>A platform with one agent, <c>agent_1</c>, that keeps tools as the real one does, two to a page.</summary>
internal sealed class SmallPlatform : IAsyncDisposable
{
    public const string Key = "sk_0123456789abcdef";

    private readonly WebApplication _app;
    private int _made;

    private SmallPlatform(WebApplication app) => _app = app;

    public string Address => _app.Urls.Single();

    public Dictionary<string, JsonObject> Tools { get; } = [];

    public List<string> Attached { get; } = [];

    /// <summary>Other agents that use a tool.</summary>
    public Dictionary<string, string> AlsoUsedBy { get; } = [];

    /// <summary>Branches of the agent that use a tool.</summary>
    public Dictionary<string, string> AlsoOnBranch { get; } = [];

    /// <summary>The branches of the agent that were asked for, read or changed.</summary>
    public List<string> Branches { get; } = [];

    /// <summary>What was written: method and path.</summary>
    public List<string> Writes { get; } = [];

    /// <summary>Answers a write instead of the platform: null to let it through.</summary>
    public Func<HttpContext, (int Status, string Body)?> Refuse { get; set; } = _ => null;

    public static async Task<SmallPlatform> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var platform = new SmallPlatform(builder.Build());
        platform._app.Run(platform.AnswerAsync);
        await platform._app.StartAsync(TestContext.Current.CancellationToken);
        return platform;
    }

    /// <summary>Runs <c>sidetone tools …</c> against it, and sees that the key is nowhere in what it says.</summary>
    public Task<Ran> RunAsync(params string[] args) => RunAsync(TextReader.Null, isInteractive: false, [.. args, "--class", "OrderDesk"]);

    /// <summary>The same with somebody, or nobody, at the terminal.</summary>
    public async Task<Ran> RunAsync(TextReader input, bool isInteractive, params string[] args)
    {
        var ran = await Tool.RunAsync(input, ["tools", .. args, "--agent", "agent_1", "--base-url", Address], new() { ["ELEVENLABS_API_KEY"] = Key }, isInteractive);
        Assert.DoesNotContain(Key, ran.Output + ran.Error, StringComparison.Ordinal);
        return ran;
    }

    public string Store(JsonObject config, bool isAttached = true)
    {
        var id = $"tool_{++_made}";
        Tools[id] = new() { ["id"] = id, ["tool_config"] = config.DeepClone() };
        if (isAttached)
            Attached.Add(id);
        return id;
    }

    public JsonObject ConfigOf(string name) => Tools.Values.Select(tool => (JsonObject)tool["tool_config"]!).Single(config => (string?)config["name"] == name);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Headers["xi-api-key"] != Key)
        {
            await AnswerAsync(http, 401, """{"detail":{"status":"invalid_api_key","message":"no"}}""");
            return;
        }
        var steps = http.Request.Path.Value!.Split('/')[3..];
        if (http.Request.Query.TryGetValue("branch_id", out var asked))
            Branches.Add($"{http.Request.Method} {asked}");
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync(http.RequestAborted) is { Length: > 0 } text ? (JsonObject)JsonNode.Parse(text)! : null;
        if (http.Request.Method != "GET")
        {
            Writes.Add($"{http.Request.Method} {string.Join('/', steps)}");
            if (Refuse(http) is { } refusal)
            {
                await AnswerAsync(http, refusal.Status, refusal.Body);
                return;
            }
        }
        var answer = (http.Request.Method, steps) switch
        {
            ("GET", ["agents", "agent_1"]) => Agent(),
            ("PATCH", ["agents", "agent_1"]) => Attach(body!),
            ("GET", ["tools"]) => Page(http.Request.Query["cursor"]),
            ("POST", ["tools"]) => Tools[Store((JsonObject)body!["tool_config"]!, isAttached: false)],
            ("GET", ["tools", var id]) => Tools.GetValueOrDefault(id),
            ("PATCH", ["tools", var id]) => Change(id, body!),
            ("DELETE", ["tools", var id]) => Tools.Remove(id) ? [] : null,
            ("GET", ["tools", var id, "dependent-agents"]) => Dependents(id),
            _ => null,
        };
        await AnswerAsync(http, answer is null ? 404 : 200, answer?.ToJsonString() ?? """{"detail":{"status":"not_found","message":"no"}}""");
    }

    private static JsonObject Dependent(string agent) => new() { ["type"] = "available", ["id"] = agent, ["name"] = agent };

    private JsonObject Dependents(string id) => new()
    {
        ["agents"] = new JsonArray([Dependent("agent_1"), .. AlsoUsedBy.TryGetValue(id, out var other) ? [Dependent(other)] : Array.Empty<JsonNode>()]),
        ["branches"] = new JsonArray([Branch("main", isMain: true), .. AlsoOnBranch.TryGetValue(id, out var branch) ? [Branch(branch, isMain: false)] : Array.Empty<JsonNode>()]),
        ["has_more"] = false,
    };

    private static JsonObject Branch(string name, bool isMain) =>
        new() { ["agent_id"] = "agent_1", ["agent_name"] = "Desk", ["branch_id"] = "branch_" + name, ["branch_name"] = name, ["is_main"] = isMain };

    private JsonObject Agent() => new()
    {
        ["agent_id"] = "agent_1",
        ["name"] = "Desk",
        ["conversation_config"] = new JsonObject { ["agent"] = new JsonObject { ["prompt"] = new JsonObject { ["tool_ids"] = new JsonArray([.. Attached.Select(id => (JsonNode)id)]) } } },
    };

    private JsonObject Attach(JsonObject body)
    {
        Attached.Clear();
        Attached.AddRange(body["conversation_config"]!["agent"]!["prompt"]!["tool_ids"]!.AsArray().Select(id => (string)id!));
        return Agent();
    }

    private JsonObject Change(string id, JsonObject body)
    {
        // What is not said again is gone: the body replaces what is stored.
        return Tools[id] = new() { ["id"] = id, ["tool_config"] = body["tool_config"]!.DeepClone(), ["response_mocks"] = body["response_mocks"]?.DeepClone() };
    }

    private JsonObject Page(string? cursor)
    {
        var from = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var hasMore = from + 2 < Tools.Count;
        return new()
        {
            ["tools"] = new JsonArray([.. Tools.Values.Skip(from).Take(2).Select(tool => tool.DeepClone())]),
            ["has_more"] = hasMore,
            ["next_cursor"] = hasMore ? $"{from + 2}" : null,
        };
    }

    private static Task AnswerAsync(HttpContext http, int status, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(body, http.RequestAborted);
    }
}
