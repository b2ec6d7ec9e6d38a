using Sidetone.ElevenLabs.Catalogue;
using static Sidetone.ElevenLabs.Tests.Catalogue.ScriptedPlatform;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

public sealed class ToolTests
{
    private const string Stored = """{"id":"tool_1","tool_config":{"type":"client","name":"x","description":"d"},"access_info":{"is_creator":true,"creator_name":"A","creator_email":"a@b","role":"admin"},"usage_stats":{"total_calls":3,"avg_latency_secs":0.25}}""";

    [Fact]
    public async Task A_tool_is_made_with_the_body_that_the_python_sdk_sends()
    {
        var platform = new ScriptedPlatform(Json(Stored));
        var tool = await platform.Client().Tools.CreateAsync(
            new ClientToolConfig("get_weather", "Looks up the weather.")
            {
                ResponseTimeout = TimeSpan.FromSeconds(7),
                Parameters = new ObjectSchema().Add("city", new LiteralSchema(SchemaType.String, "The city, e.g. Zürich."), required: true),
                ExpectsResponse = true,
            },
            cancellationToken: Cancel);
        Assert.Equal("POST", platform.Request.Method);
        Assert.Equal("https://api.elevenlabs.io/v1/convai/tools", platform.Request.Url);
        Assert.Equal(Key, platform.Request.Headers["xi-api-key"]);
        Assert.Equal("application/json", platform.Request.ContentType);
        Assert.Equal(
            """{"tool_config":{"type":"client","name":"get_weather","description":"Looks up the weather.","response_timeout_secs":7,"parameters":{"type":"object","properties":{"city":{"type":"string","description":"The city, e.g. Zürich."}},"required":["city"]},"expects_response":true}}""",
            platform.Request.Body);
        Assert.Equal(("tool_1", "x", 3L, TimeSpan.FromSeconds(0.25)), (tool.Id, tool.Name, tool.TotalCalls, tool.AverageLatency));
        Assert.Equal(AccessRole.Admin, tool.Access!.Role);
    }

    [Fact]
    public async Task A_list_asks_with_every_parameter_and_repeats_the_key_of_types()
    {
        var platform = new ScriptedPlatform(Json("""{"tools":[],"has_more":false}"""));
        await foreach (var _ in platform.Client().Tools.ListAsync(new ToolQuery
        {
            Search = "a&b",
            PageSize = 100,
            OnlyOwned = true,
            CreatedByUserId = "@me",
            Types = [ToolType.Client, ToolType.Webhook],
            SortDirection = SortDirection.Descending,
            SortBy = ToolSort.CreatedAt,
            UsedByAgentId = "agent_1",
            Cursor = "c=1",
        }, Cancel))
        {
            Assert.Fail("There is none.");
        }
        Assert.Equal(
            "/v1/convai/tools?search=a%26b&page_size=100&show_only_owned_documents=true&created_by_user_id=%40me&types=client&types=webhook&sort_direction=desc&sort_by=created_at&used_by_agent_id=agent_1&cursor=c%3D1",
            platform.Request.Path);
    }

    [Fact]
    public async Task A_page_is_fetched_when_the_one_before_was_read()
    {
        var platform = new ScriptedPlatform(
            Json($$"""{"tools":[{{Stored}},{{Stored}}],"next_cursor":"c1","has_more":true}"""),
            Json($$"""{"tools":[{{Stored}}, 7],"next_cursor":"c2","has_more":false}"""));
        var fetched = new List<int>();
        await foreach (var tool in platform.Client().Tools.ListAsync(cancellationToken: Cancel))
        {
            Assert.Equal("tool_1", tool.Id);
            fetched.Add(platform.Requests.Count);
        }
        Assert.Equal([1, 1, 2], fetched);
        Assert.Equal(["/v1/convai/tools", "/v1/convai/tools?cursor=c1"], platform.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","next_cursor":null""")]
    [InlineData(",\"next_cursor\":\"\"")]
    public async Task A_list_that_goes_on_without_a_cursor_is_not_taken_for_whole(string cursor)
    {
        var platform = new ScriptedPlatform(Json($$"""{"tools":[{{Stored}}],"has_more":true{{cursor}}}"""));
        var read = new List<StoredTool>();
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(async () =>
        {
            await foreach (var tool in platform.Client().Tools.ListAsync(cancellationToken: Cancel))
                read.Add(tool);
        });
        Assert.Single(read);
        Assert.Equal("GET /v1/convai/tools: the server says that there is more, but gives no cursor to ask for it. What came so far is not all.", failure.Message);
    }

    [Fact]
    public async Task A_list_that_is_given_up_ends_there_and_not_with_its_page()
    {
        var platform = new ScriptedPlatform(Json($$"""{"tools":[{{Stored}},{{Stored}},{{Stored}}],"has_more":false}"""));
        using var giveUp = new CancellationTokenSource();
        var read = 0;
        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var tool in platform.Client().Tools.ListAsync(cancellationToken: Cancel).WithCancellation(giveUp.Token))
            {
                read++;
                await giveUp.CancelAsync();
            }
        });
        Assert.Equal(1, read);
        Assert.NotNull(thrown);
    }

    [Fact]
    public async Task A_server_that_repeats_a_cursor_is_not_read_forever()
    {
        var platform = new ScriptedPlatform(Json($$"""{"tools":[{{Stored}}],"next_cursor":"again","has_more":true}"""));
        var read = 0;
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(async () =>
        {
            await foreach (var _ in platform.Client().Tools.ListAsync(cancellationToken: Cancel))
                read++;
        });
        Assert.Contains("'again' twice", failure.Message, StringComparison.Ordinal);
        Assert.Equal((2, 2), (read, platform.Requests.Count));
    }

    [Fact]
    public async Task Ids_are_escaped_and_lead_nowhere_else()
    {
        var platform = new ScriptedPlatform(Json(Stored));
        var tools = platform.Client().Tools;
        await tools.GetAsync("a/b ?", "staging", Cancel);
        await tools.DeleteAsync("tool_1", force: true, Cancel);
        await tools.DeleteAsync("tool_1", cancellationToken: Cancel);
        Assert.Equal(["/v1/convai/tools/a%2Fb%20%3F?environment=staging", "/v1/convai/tools/tool_1?force=true", "/v1/convai/tools/tool_1"], platform.Requests.Select(r => r.Path));
        await Assert.ThrowsAsync<ArgumentException>(() => tools.GetAsync("..", cancellationToken: Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => tools.GetAsync(" ", cancellationToken: Cancel));
    }

    [Fact]
    public async Task Executions_and_dependent_agents_are_read()
    {
        var platform = new ScriptedPlatform(
            Json("""{"executions":[{"id":"e","tool_id":"t","tool_request_id":"call","conversation_id":"c","agent_id":"a","timestamp":1767225600.5,"latency_secs":1.5,"is_error":true,"error_type":"client_timeout","tool_call_details":{"type":"client","parameters":"{}"}}],"has_more":false}"""),
            Json("""{"agents":[{"type":"available","id":"a1","name":"One","created_at_unix_secs":1767225600,"access_level":"viewer"},{"type":"unknown","id":"a2"}],"branches":[{"agent_id":"a1","agent_name":"One","branch_id":"b","branch_name":"next","is_main":false}],"has_more":false}"""));
        var tools = platform.Client().Tools;
        var query = new ExecutionQuery { IsError = true, From = DateTimeOffset.UnixEpoch.AddSeconds(1.5), To = DateTimeOffset.UnixEpoch.AddSeconds(9), AgentId = "a", BranchId = "b", PageSize = 5 };
        var execution = Assert.Single(await ReadAsync(tools.ExecutionsAsync("t", query, Cancel)));
        Assert.Equal("/v1/convai/tools/t/executions?page_size=5&is_error=true&agent_id=a&branch_id=b&start_time=1.5&end_time=9", platform.Request.Path);
        Assert.Equal(("call", true, "client_timeout", TimeSpan.FromSeconds(1.5)), (execution.CallId, execution.IsError, execution.ErrorType, execution.Latency));
        Assert.Equal(DateTimeOffset.Parse("2026-01-01T00:00:00.5Z"), execution.At);
        var agents = await ReadAsync(tools.DependentAgentsAsync("t", cancellationToken: Cancel));
        Assert.Equal([("a1", true, "One", true), ("a2", false, null, true), ("a1", true, "One", false)], agents.Select(agent => (agent.Id, agent.IsAvailable, agent.Name, agent.IsMain)));
        Assert.Equal(("b", "next"), (agents[2].BranchId, agents[2].BranchName));
    }

    [Fact]
    public async Task What_is_fetched_changed_and_sent_loses_nothing()
    {
        var platform = new ScriptedPlatform(
            Json("""{"id":"tool_1","tool_config":{"type":"client","name":"x","description":"d","tool_call_sound":null,"future":{"a":[1,1.0,1e2]},"disable_interruptions":true},"response_mocks":[{"mock_result":"m","later":1}]}"""),
            Json(Stored));
        var tools = platform.Client().Tools;
        var tool = await tools.GetAsync("tool_1", cancellationToken: Cancel);
        Assert.Equal(InterruptionMode.DisableDuringTool, tool.Config.Interruption);
        tool.Config.Description = "better";
        tool.Config.Interruption = InterruptionMode.Allow;
        await tools.UpdateAsync(tool, Cancel);
        Assert.Equal(("PATCH", "/v1/convai/tools/tool_1"), (platform.Requests[1].Method, platform.Requests[1].Path));
        Assert.Equal(
            """{"tool_config":{"type":"client","name":"x","description":"better","tool_call_sound":null,"future":{"a":[1,1.0,1e2]},"interruption_mode":"allow"},"response_mocks":[{"mock_result":"m","later":1}]}""",
            platform.Requests[1].Body);
    }

    [Fact]
    public async Task What_was_not_set_is_not_sent_and_reads_as_the_platforms_default()
    {
        var config = new ClientToolConfig("x", "d");
        Assert.Equal(
            (TimeSpan.FromSeconds(20), false, InterruptionMode.Allow, PreToolSpeech.Auto, ToolCallSoundBehavior.Auto, ToolErrorHandling.Auto),
            (config.ResponseTimeout, config.ExpectsResponse, config.Interruption, config.PreToolSpeech, config.CallSoundBehavior, config.ErrorHandling));
        Assert.Equal(ToolExecutionMode.Immediate, config.ExecutionMode);
        Assert.Null(config.CallSound);
        Assert.Null(config.Parameters);
        Assert.Empty(config.Assignments);
        config.CallSound = ToolCallSound.Typing;
        config.CallSound = null;
        config.ResponseTimeout = Timeout.InfiniteTimeSpan;
        var platform = new ScriptedPlatform(Json(Stored));
        await platform.Client().Tools.UpdateAsync("tool_1", config, [], Cancel);
        Assert.Equal("""{"tool_config":{"type":"client","name":"x","description":"d","response_timeout_secs":-1},"response_mocks":[]}""", platform.Request.Body);
        Assert.Equal(Timeout.InfiniteTimeSpan, config.ResponseTimeout);
        config.Json["tool_call_sound"] = null;
        await platform.Client().Tools.UpdateAsync("tool_1", config, cancellationToken: Cancel);
        Assert.EndsWith(""","tool_call_sound":null}}""", platform.Requests[1].Body, StringComparison.Ordinal);
    }

    internal static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
            list.Add(item);
        return list;
    }
}
