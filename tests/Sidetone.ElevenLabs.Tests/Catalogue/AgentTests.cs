using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Catalogue;
using static Sidetone.ElevenLabs.Tests.Catalogue.ScriptedPlatform;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

public sealed class AgentTests
{
    private const string Agent = """{"agent_id":"agent_1","name":"Clerk","conversation_config":{"agent":{"prompt":{"prompt":"p","tool_ids":["t1","t2"]}},"conversation":{"client_events":["audio"]}},"metadata":{"created_at_unix_secs":1,"updated_at_unix_secs":2},"platform_settings":{"auth":{"enable_auth":true}},"tags":["a"]}""";

    [Fact]
    public async Task Tools_are_attached_beside_those_that_are_there()
    {
        var platform = new ScriptedPlatform(Json(Agent));
        var agents = platform.Client().Agents;
        await agents.AttachToolsAsync("agent_1", ["t3", "t1"], "branch", Cancel);
        Assert.Equal(["GET /v1/convai/agents/agent_1?branch_id=branch", "PATCH /v1/convai/agents/agent_1?branch_id=branch"], platform.Requests.Select(r => $"{r.Method} {r.Path}"));
        Assert.Equal("""{"conversation_config":{"agent":{"prompt":{"tool_ids":["t1","t2","t3"]}}}}""", platform.Requests[1].Body);
        await agents.AttachToolsAsync("agent_1", ["t2"], cancellationToken: Cancel);
        Assert.Equal(3, platform.Requests.Count);
        await agents.DetachToolsAsync("agent_1", ["t1", "other"], cancellationToken: Cancel);
        Assert.Equal("""{"conversation_config":{"agent":{"prompt":{"tool_ids":["t2"]}}}}""", platform.Requests[^1].Body);
    }

    [Fact]
    public async Task What_an_agent_has_is_not_written_over_where_the_answer_does_not_say_it()
    {
        var platform = new ScriptedPlatform(Json("""{"agent_id":"agent_1","name":"Clerk"}"""));
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => platform.Client().Agents.AttachToolsAsync("agent_1", ["t3"], cancellationToken: Cancel));
        Assert.Equal("GET /v1/convai/agents/agent_1: the server answered without conversation_config; nothing was changed.", failure.Message);
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task What_was_made_has_an_id_or_is_an_error()
    {
        var platform = new ScriptedPlatform(Json("""{"agent_id":"","name":"x"}"""));
        var client = platform.Client();
        Func<Task>[] made =
        [
            () => client.Agents.CreateAsync(new AgentPatch(), cancellationToken: Cancel), () => client.Agents.DuplicateAsync("a", cancellationToken: Cancel),
            () => client.Tools.CreateAsync(new ClientToolConfig("n", "d"), cancellationToken: Cancel),
            () => client.Conversations.UploadFileAsync("c", new byte[1], "f", "image/png", Cancel), () => client.Conversations.GetSignedUrlAsync("a", cancellationToken: Cancel),
        ];
        foreach (var make in made)
            Assert.Contains("the server answered without ", (await Assert.ThrowsAsync<ElevenLabsException>(make)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agents_tools_are_read_in_its_order()
    {
        var platform = new ScriptedPlatform(Json(Agent), Json("""{"id":"t1","tool_config":{"type":"client","name":"one"}}"""), Json("""{"id":"t2","tool_config":{"type":"webhook","name":"two"}}"""));
        Assert.Equal(["one", "two"], (await ToolTests.ReadAsync(platform.Client().Agents.ToolsAsync("agent_1", cancellationToken: Cancel))).Select(tool => tool.Name));
    }

    [Fact]
    public async Task An_agent_is_read_and_only_what_is_set_is_sent()
    {
        var platform = new ScriptedPlatform(Json(Agent));
        var agents = platform.Client().Agents;
        var agent = await agents.GetAsync("agent_1", cancellationToken: Cancel);
        Assert.Equal(("Clerk", "p", true, "audio"), (agent.Name, agent.Config.Prompt, agent.RequiresAuthentication, agent.Config.ClientEvents.Single()));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddSeconds(2), agent.UpdatedAt);
        await agents.PatchAsync("agent_1", new AgentPatch
        {
            Name = "New",
            Config = new AgentConfig { Prompt = "q", FirstMessage = "Hello.", TextOnly = true, MaxDuration = TimeSpan.FromMinutes(5), ClientEvents = ["audio", "agent_response"], Language = null },
            Tags = [],
            PlatformSettings = new JsonObject { ["auth"] = new JsonObject { ["enable_auth"] = false } },
        }, cancellationToken: Cancel);
        Assert.Equal(
            """{"conversation_config":{"agent":{"prompt":{"prompt":"q"},"first_message":"Hello."},"conversation":{"text_only":true,"max_duration_seconds":300,"client_events":["audio","agent_response"]}},"platform_settings":{"auth":{"enable_auth":false}},"name":"New","tags":[]}""",
            platform.Requests[^1].Body);
        Assert.Equal("agent_1", await agents.CreateAsync(new AgentPatch { Name = "n" }, enableVersioning: true, Cancel));
        Assert.Equal(("/v1/convai/agents/create?enable_versioning=true", """{"conversation_config":{},"name":"n"}"""), (platform.Requests[^1].Path, platform.Requests[^1].Body));
        Assert.Equal("agent_1", await agents.DuplicateAsync("agent_1", "Copy", Cancel));
        Assert.Equal(("/v1/convai/agents/agent_1/duplicate", """{"name":"Copy"}"""), (platform.Requests[^1].Path, platform.Requests[^1].Body));
        await agents.DeleteAsync("agent_1", Cancel);
        Assert.Equal("DELETE", platform.Requests[^1].Method);
    }

    [Fact]
    public async Task A_conversation_with_a_user_that_a_model_plays_is_held_and_judged()
    {
        var platform = new ScriptedPlatform(
            Json("""{"conversation_id":"c","transcript":[{"role":"agent","message":"Hello.","time_in_call_secs":0}]}"""),
            Json("""{"simulated_conversation":[{"role":"user","message":"Two A-7.","tool_calls":[]},{"role":"agent","message":"Placed.","tool_calls":[{"request_id":"r","tool_name":"place_order","params_as_json":"{}","tool_has_been_called":true}]}],"analysis":{"call_successful":"success","transcript_summary":"Sold."}}"""));
        var client = platform.Client();
        var earlier = await client.Conversations.GetAsync("c", Cancel);
        var simulation = new Simulation("You want two A-7.")
        {
            FirstMessage = "Hi.",
            Language = "en",
            Tools = new Dictionary<string, SimulatedTool> { ["place_order"] = new("R-1"), ["find_order"] = new("Broken.") { IsError = true } },
            History = earlier.Transcript,
            DynamicVariables = new() { ["name"] = "Ada" },
            MaxTurns = 4,
            Criteria = [new("sold", "Sold", "The order was placed.")],
        };
        var held = await client.Agents.SimulateAsync("agent_1", simulation, Cancel);
        Assert.Equal(("POST", "/v1/convai/agents/agent_1/simulate-conversation"), (platform.Requests[1].Method, platform.Requests[1].Path));
        Assert.Equal(
            """{"simulation_specification":{"simulated_user_config":{"prompt":{"prompt":"You want two A-7."},"first_message":"Hi.","language":"en"},"tool_mock_config":{"place_order":{"default_return_value":"R-1"},"find_order":{"default_return_value":"Broken.","default_is_error":true}},"partial_conversation_history":[{"role":"agent","message":"Hello.","time_in_call_secs":0}],"dynamic_variables":{"name":"Ada"}},"new_turns_limit":4,"extra_evaluation_criteria":[{"id":"sold","name":"Sold","type":"prompt","conversation_goal_prompt":"The order was placed."}]}""",
            platform.Requests[1].Body);
        Assert.Equal(("Sold.", CallSuccess.Success, "place_order"), (held.Summary, held.CallSuccessful, held.Transcript[1].ToolCalls.Single().ToolName));
        Assert.Equal(("Hi.", "en", "R-1", 4, "The order was placed."), (simulation.FirstMessage, simulation.Language, simulation.Tools["place_order"].Result, simulation.MaxTurns, simulation.Criteria[0].Goal));
        Assert.True(simulation.Tools["find_order"].IsError);
        Assert.Equal("Hello.", Assert.Single(simulation.History).Message);
    }

    [Fact]
    public async Task Tests_are_begun_and_asked_how_they_stand()
    {
        var platform = new ScriptedPlatform(
            Json("""{"id":"inv_1","test_runs":[{"test_run_id":"run_1","test_id":"test_1","status":"pending"},{"test_run_id":"run_2","test_id":"test_2","status":"passed"}]}"""),
            Json("""{"id":"inv_1","test_runs":[{"test_run_id":"run_1","test_id":"test_1","test_name":"Sells","status":"failed","condition_result":{"result":"failure"},"agent_responses":[{"role":"agent","message":"No."}]},{"test_run_id":"run_2","test_id":"test_2","status":"some_day"}]}"""));
        var agents = platform.Client().Agents;
        var begun = await agents.RunTestsAsync("agent_1", ["test_1", "test_2"], "branch", Cancel);
        Assert.Equal(("inv_1", false), (begun.Id, begun.IsDone));
        var asked = await agents.GetTestsAsync(begun.Id, Cancel);
        Assert.True(asked.IsDone);
        Assert.Equal(("run_1", "test_1", "Sells", TestStatus.Failed, "failure", "No."), (asked.Runs[0].Id, asked.Runs[0].TestId, asked.Runs[0].TestName, asked.Runs[0].Status, (string?)asked.Runs[0].Result?["result"], asked.Runs[0].Transcript[0].Message));
        Assert.Equal(["POST /v1/convai/agents/agent_1/run-tests", "GET /v1/convai/test-invocations/inv_1"], platform.Requests.Select(r => $"{r.Method} {r.Path}"));
        Assert.Equal("""{"tests":[{"test_id":"test_1"},{"test_id":"test_2"}],"branch_id":"branch"}""", platform.Requests[0].Body);
    }

    [Fact]
    public async Task Agents_are_listed_by_every_parameter()
    {
        var platform = new ScriptedPlatform(Json("""{"agents":[{"agent_id":"a","name":"n","tags":["x"],"created_at_unix_secs":5,"archived":true}],"has_more":false}"""));
        var query = new AgentQuery { Search = "s", Archived = false, OnlyOwned = true, CreatedByUserId = "@me", Tags = ["x", "y"], SortBy = AgentSort.Name, SortDirection = SortDirection.Ascending, PageSize = 3 };
        var agent = Assert.Single(await ToolTests.ReadAsync(platform.Client().Agents.ListAsync(query, Cancel)));
        Assert.Equal("/v1/convai/agents?page_size=3&search=s&archived=false&show_only_owned_agents=true&created_by_user_id=%40me&tags=x&tags=y&sort_direction=asc&sort_by=name", platform.Request.Path);
        Assert.Equal(("a", true), (agent.Id, agent.IsArchived));
    }
}
