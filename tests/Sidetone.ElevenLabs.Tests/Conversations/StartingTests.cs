using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class StartingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static async Task<string> InitiationAsync(ConversationOptions options)
    {
        await using var played = await Played.BeginAsync(options);
        return played.Server.Initiation.GetRawText();
    }

    [Fact]
    public async Task The_first_message_says_all_that_the_options_say()
    {
        var options = new ConversationOptions
        {
            UserId = "user_7",
            DynamicVariables = new Dictionary<string, DynamicVariable> { ["name"] = "Ada", ["age"] = 36, ["vip"] = true },
            Overrides = new() { Agent = new() { FirstMessage = "Hi.", Language = "en" } },
            ExtraBody = new JsonObject { ["temperature"] = 0.5 },
            TextOnly = false,
        };
        Assert.Equal(
            """{"type":"conversation_initiation_client_data","conversation_config_override":{"agent":{"first_message":"Hi.","language":"en"}},"custom_llm_extra_body":{"temperature":0.5},"dynamic_variables":{"name":"Ada","age":36,"vip":true},"user_id":"user_7"}""",
            await InitiationAsync(options));
    }

    [Fact]
    public async Task What_has_no_option_is_said_by_changing_the_first_message()
    {
        var first = await InitiationAsync(new() { Initiation = first => first with { StartingWorkflowNodeId = "node_7", ProcedureIds = ["p_1"] } });
        Assert.EndsWith(""","starting_workflow_node_id":"node_7","procedure_ids":["p_1"]}""", first, StringComparison.Ordinal);
        await using var played = new Played();
        var nothing = await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(played.OpenAsync(new() { Initiation = _ => null! })));
        Assert.Contains("Initiation returned null", nothing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_sound_the_conversation_is_text_and_says_so() => Assert.Equal(
        """{"type":"conversation_initiation_client_data","conversation_config_override":{"conversation":{"text_only":true}},"custom_llm_extra_body":{},"dynamic_variables":{}}""",
        await InitiationAsync(new()));

    [Theory]
    [InlineData("https://api.elevenlabs.io", "wss://api.elevenlabs.io/v1/convai/conversation?agent_id=agent_1&environment=staging&branch_id=b%2F1")]
    [InlineData("http://localhost:8080/proxy/eleven/", "ws://localhost:8080/proxy/eleven/v1/convai/conversation?agent_id=agent_1&environment=staging&branch_id=b%2F1")]
    [InlineData("wss://api.eu.residency.elevenlabs.io//", "wss://api.eu.residency.elevenlabs.io/v1/convai/conversation?agent_id=agent_1&environment=staging&branch_id=b%2F1")]
    public async Task The_socket_stands_where_the_base_address_says(string baseAddress, string expected)
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { BaseAddress = new(baseAddress), Environment = "staging", BranchId = "b/1" });
        Assert.Equal(expected, played.Address!.AbsoluteUri);
    }

    [Fact]
    public async Task A_signed_address_is_used_as_it_stands()
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { SignedUrl = new("wss://h/v1/convai/conversation?agent_id=a&conversation_signature=cvtkn_a+b%2Bc==") });
        Assert.Equal("wss://h/v1/convai/conversation?agent_id=a&conversation_signature=cvtkn_a+b%2Bc==", played.Address!.OriginalString);
    }

    [Theory]
    [InlineData("wss://h/c?agent_id=a&environment=staging&conversation_signature=s", "")]
    [InlineData("wss://h/c?environment=staging&conversation_signature=s", "")]
    [InlineData("wss://h/c?conversation_signature=s&my_environment=x", "&environment=test")]
    public async Task What_a_signed_address_says_already_is_not_said_twice(string signed, string added)
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { SignedUrl = new(signed), Environment = "test" });
        Assert.Equal(signed + added, played.Address!.OriginalString);
    }

    [Fact]
    public async Task A_private_agent_is_reached_by_a_signature_that_the_key_buys_and_the_key_stays_out_of_the_socket()
    {
        string? asked = null, key = null;
        ScriptedServer? server = null;
        server = await ScriptedServer.StartAsync(
            async socket =>
            {
                await socket.BeginAsync();
                await socket.DrainAsync();
            },
            async context =>
            {
                asked = context.Request.Path + context.Request.QueryString;
                key = context.Request.Headers["xi-api-key"];
                await context.Response.WriteAsJsonAsync(new { signed_url = $"ws://{context.Request.Host}/v1/convai/conversation?agent_id=agent_1&conversation_signature=s1" });
            });
        await using var _ = server;
        await using var call = await Conversation.StartAsync(new() { AgentId = "agent_1", ApiKey = "sk_secret", BranchId = "b", BaseAddress = server.Address, IncludeFrames = true }, Cancel);
        Assert.StartsWith("/v1/convai/conversation/get-signed-url?agent_id=agent_1", asked, StringComparison.Ordinal);
        Assert.Contains("branch_id=b", asked, StringComparison.Ordinal);
        Assert.Equal("sk_secret", key);
        Assert.Equal("/v1/convai/conversation?agent_id=agent_1&conversation_signature=s1", server.Requested);
    }

    [Fact]
    public async Task An_agent_of_ones_own_gets_its_setup_first_and_its_address_is_left_alone()
    {
        var played = new Played();
        await using var _ = played;
        var opening = played.OpenAsync(new() { SelfHosted = new(new("ws://localhost:9000/sagemaker/convai/conversation"), new() { AgentConfig = new JsonText("""{"name":"own"}"""u8.ToArray()) }) });
        var setup = await Played.Soon(played.Server.ReceiveAsync());
        Assert.Equal("enclave_setup_config", setup.GetProperty("type").GetString());
        Assert.Equal("own", setup.GetProperty("agent_config_dict").GetProperty("name").GetString());
        await played.Server.BeginAsync();
        await Played.Soon(opening);
        Assert.Equal("conversation_initiation_client_data", played.Server.Initiation.GetProperty("type").GetString());
        Assert.Equal("ws://localhost:9000/sagemaker/convai/conversation", played.Address!.AbsoluteUri);
    }

    [Theory]
    [InlineData("http://h/v1?agent_id=a&conversation_signature=a+b", "ws://h/v1?agent_id=a&conversation_signature=a+b")]
    [InlineData("https://h/v1?agent_id=a&conversation_signature=a+b", "wss://h/v1?agent_id=a&conversation_signature=a+b")]
    public async Task A_signed_address_of_http_is_spoken_to_over_the_socket_of_that_name(string signed, string expected)
    {
        await using var played = await Played.BeginAsync(new ConversationOptions { SignedUrl = new(signed) });
        Assert.Equal(expected, played.Address!.OriginalString);
    }

    [Theory]
    [InlineData(1000, "")]
    [InlineData(1002, "misconfigured")]
    [InlineData(1008, "Missing required dynamic variables in first message: {'username'}")]
    [InlineData(1011, "")]
    [InlineData(3000, "Request error")]
    [InlineData(3008, "Too many")]
    public async Task A_close_before_the_metadata_fails_the_start_with_code_and_reason(int code, string reason)
    {
        await using var played = new Played();
        AgentEvent? last = null;
        var seen = new TaskCompletionSource();
        var opening = played.OpenAsync(new() { Callbacks = new ConversationCallbacks().On<ConversationEnded>(end => { last = end; seen.SetResult(); }) });
        await Played.Soon(played.Server.ReceiveAsync());
        await played.Server.SendAsync("""{"type":"error","error_event":{"code":1008,"message":"In detail."}}""");
        await played.Server.CloseAsync(code, reason);
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(opening));
        Assert.Equal((code, reason), (failure.CloseCode, failure.CloseReason));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.True(code == 1000 || failure.Message.Contains("In detail.", StringComparison.Ordinal), failure.Message);
        await Played.Soon(seen.Task);
        Assert.Equal(code, ((ConversationEnded)last!).CloseCode);
        await played.ReleasedAsync();
    }

    [Fact]
    public async Task A_connection_that_is_lost_before_the_metadata_fails_the_start()
    {
        await using var played = new Played();
        var opening = played.OpenAsync();
        await Played.Soon(played.Server.ReceiveAsync());
        played.Line.Cut();
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(opening));
        Assert.Null(failure.CloseCode);
        Assert.Contains("lost", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_begins_is_given_up_in_time()
    {
        await using var played = new Played();
        var opening = played.OpenAsync(new() { StartTimeout = TimeSpan.FromSeconds(3) });
        await Played.Soon(played.Server.ReceiveAsync());
        await played.Server.SendAsync("""{"type":"ping","ping_event":{"event_id":1,"ping_ms":0}}""");
        Assert.Equal("pong", (await Played.Soon(played.Server.ReceiveAsync())).GetProperty("type").GetString());
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => played.InTimeAsync(opening));
        Assert.Contains("3 seconds", failure.Message, StringComparison.Ordinal);
        await played.ReleasedAsync();
    }

    [Fact]
    public async Task A_server_that_takes_not_even_the_first_message_is_given_up_in_time()
    {
        await using var played = new Played(room: 1);
        var setup = new EnclaveSetup { PromptKnowledgeBase = [new string('k', 1_000_000)] };
        var opening = played.OpenAsync(new() { SelfHosted = new(new("ws://own/"), setup), StartTimeout = TimeSpan.FromSeconds(3) });
        await Assert.ThrowsAsync<ConversationStartException>(() => played.InTimeAsync(opening));
        Assert.True(played.Time.Elapsed < TimeSpan.FromSeconds(15), $"It took {played.Time.Elapsed}.");
        await played.ReleasedAsync();
    }

    [Theory]
    [InlineData("connecting")]
    [InlineData("sending")]
    [InlineData("metadata")]
    [InlineData("toolset")]
    [InlineData("sound")]
    public async Task Starting_can_be_given_up_wherever_it_waits(string where)
    {
        await using var played = new Played(room: where == "sending" ? 1 : null);
        using var cancel = new CancellationTokenSource();
        var waits = new TaskCompletionSource();
        var late = new TaskCompletionSource<WebSocket>();
        var tools = where == "toolset" ? new ClientTools().Add(new Stubborn(waits)) : null;
        var options = new ConversationOptions
        {
            AgentId = "agent_1",
            Tools = tools,
            Time = played.Time,
            Audio = where == "sound" ? new TestAudio { OnStart = _ => { waits.SetResult(); return new TaskCompletionSource().Task; } } : null,
            DynamicVariables = where == "sending" ? new Dictionary<string, DynamicVariable> { ["x"] = new string('x', 1_000_000) } : null,
            Connect = async (_, _) => where == "connecting" ? await late.Task : played.Line.Client,
        };
        var opening = Conversation.StartAsync(options, cancel.Token);
        if (where is "toolset" or "sound")
        {
            await played.Server.BeginAsync();
            await Played.Soon(waits.Task);
        }
        else if (where == "metadata")
        {
            await Played.Soon(played.Server.ReceiveAsync());
        }
        await cancel.CancelAsync();
        var stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => played.InTimeAsync(opening));
        Assert.Equal(cancel.Token, stopped.CancellationToken);
        late.TrySetResult(played.Line.Client);
        await played.ReleasedAsync();
    }

    [Fact]
    public async Task A_required_toolset_that_fails_fails_the_start_in_words()
    {
        await using var played = new Played();
        var opening = played.OpenAsync(new() { Tools = new ClientTools().Add(new Broken()) });
        await played.Server.BeginAsync();
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => played.InTimeAsync(opening));
        Assert.Contains("Toolset 'broken' is required and failed to set up: No database.", failure.Message, StringComparison.Ordinal);
        await played.ReleasedAsync();
    }

    [Fact]
    public async Task An_optional_toolset_that_fails_is_left_out()
    {
        await using var played = await Played.BeginAsync(new ClientTools().Add(new Broken { IsRequired = false }));
        Assert.Equal("Tool 'x' is not registered", (await played.CallAsync("x")).GetProperty("result").GetString());
    }

    [Fact]
    public async Task More_early_calls_than_may_be_open_are_answered_at_once_and_the_rest_run_in_order()
    {
        await using var played = new Played();
        var ready = new TaskCompletionSource();
        var order = new List<string>();
        var tools = new ClientTools(options: new() { Limits = new() { MaxOpenCalls = 2, MaxParallelCalls = 1 } })
            .Add(new Slow(ready.Task))
            .Add("note", arguments =>
            {
                order.Add(arguments.GetProperty("id").GetString()!);
                return null;
            });
        var opening = played.OpenAsync(new() { Tools = tools });
        await played.Server.BeginAsync();
        foreach (var id in new[] { "a", "b", "c", "c", "b" })
            await played.Server.CallAsync("note", id, $$"""{"id":"{{id}}"}""");
        var refused = await Played.Soon(played.Server.ReceiveAsync("client_tool_result"));
        Assert.Equal(("c", true), (refused.GetProperty("tool_call_id").GetString(), refused.GetProperty("is_error").GetBoolean()));
        ready.SetResult();
        await Played.Soon(opening);
        string?[] answered = [await IdAsync(), await IdAsync()];      // an answer may overtake another on its way
        Assert.Equal<string?>(["a", "b"], answered.Order());
        Assert.Equal(["a", "b"], order);

        async Task<string?> IdAsync() => (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("tool_call_id").GetString();
    }

    [Fact]
    public async Task A_call_is_an_event_before_its_end_is_even_where_it_is_answered_at_once()
    {
        await using var played = new Played();
        var ready = new TaskCompletionSource();
        var opening = played.OpenAsync(new() { Tools = new ClientTools(options: new() { Limits = new() { MaxOpenCalls = 1 } }).Add(new Slow(ready.Task)) });
        await played.Server.BeginAsync();
        foreach (var id in new[] { "a", "b" })
            await played.Server.CallAsync("slow_tool", id);
        Assert.Equal("b", (await Played.Soon(played.Server.ReceiveAsync("client_tool_result"))).GetProperty("tool_call_id").GetString());
        ready.SetResult();
        await Played.Soon(opening);
        var events = await played.CloseAsync();
        Assert.True(events.FindIndex(happened => happened is ClientToolCall { ToolCallId: "b" }) < events.FindIndex(happened => happened is ClientToolEnded { CallId: "b" }));
    }

    [Fact]
    public async Task Calls_that_arrive_before_the_metadata_and_the_toolsets_wait_for_them()
    {
        await using var played = new Played();
        var ready = new TaskCompletionSource();
        var opening = played.OpenAsync(new() { Tools = new ClientTools().Add(new Slow(ready.Task)) });
        await Played.Soon(played.Server.ReceiveAsync());
        await played.Server.CallAsync("slow_tool", "early");
        await played.Server.SendAsync(ScriptedSocket.Metadata);
        await played.Server.CallAsync("slow_tool", "later", """{"n":1}""", eventId: 2);
        ready.SetResult();
        await Played.Soon(opening);
        var answers = new[] { await Played.Soon(played.Server.ReceiveAsync("client_tool_result")), await Played.Soon(played.Server.ReceiveAsync("client_tool_result")) };
        Assert.Equal(["early", "later"], answers.Select(answer => answer.GetProperty("tool_call_id").GetString()!).Order());
        Assert.All(answers, answer => Assert.Equal("ready", answer.GetProperty("result").GetString()));
    }

    [Fact]
    public async Task A_call_that_waits_for_a_start_that_fails_is_not_run()
    {
        await using var played = new Played();
        var ran = 0;
        var failing = new TaskCompletionSource();
        var tools = new ClientTools().Add(new Broken { After = failing.Task }).Add("buy", _ => { ran++; return "bought"; });
        var opening = played.OpenAsync(new() { Tools = tools });
        await played.Server.BeginAsync();
        await played.Server.CallAsync("buy", "early");
        failing.SetResult();
        await Assert.ThrowsAsync<ConversationStartException>(() => played.InTimeAsync(opening));
        Assert.Equal(0, ran);
    }

    [Theory]
    [InlineData("""{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"conversation_id":"conv_1"}}""")]
    [InlineData("""{"type":"conversation_initiation_metadata"}""")]
    [InlineData("""{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"conversation_id":"conv_1","agent_output_audio_format":null,"user_input_audio_format":null}}""")]
    public async Task Metadata_without_formats_begins_a_conversation_in_the_usual_one(string metadata)
    {
        await using var played = new Played();
        var audio = new TestAudio();
        var opening = played.OpenAsync(new() { Audio = audio });
        await played.Server.BeginAsync(metadata);
        await Played.Soon(opening);
        Assert.Equal(("pcm_16000", "pcm_16000"), audio.Formats);
    }

    [Fact]
    public async Task A_format_of_sound_that_is_not_known_fails_the_start_and_says_which()
    {
        await using var played = new Played();
        var opening = played.OpenAsync(new() { Audio = new TestAudio() });
        await played.Server.BeginAsync("""{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"conversation_id":"c","agent_output_audio_format":"mp3_44100"}}""");
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => played.InTimeAsync(opening));
        Assert.Contains("mp3_44100", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_options_must_say_which_agent()
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Conversation.StartAsync(new(), Cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => Conversation.StartAsync(new() { SignedUrl = new("wss://h/"), SelfHosted = new(new("ws://own/"), new()) }, Cancel));
    }

    private sealed class Stubborn(TaskCompletionSource waits) : Toolset("stubborn")
    {
        protected override async ValueTask SetupAsync(CancellationToken cancellationToken)
        {
            waits.SetResult();
            await new TaskCompletionSource().Task;
        }
    }

    private sealed class Broken() : Toolset("broken")
    {
        public Task After { get; init; } = Task.CompletedTask;

        protected override async ValueTask SetupAsync(CancellationToken cancellationToken)
        {
            await After;
            throw new InvalidOperationException("No database.");
        }
    }

    private sealed class Slow(Task ready) : Toolset("slow")
    {
        private readonly List<Tool> _tools = [];

        public override IReadOnlyList<Tool> Tools => _tools;

        protected override async ValueTask SetupAsync(CancellationToken cancellationToken)
        {
            await ready;
            _tools.Add(Tool.Create("slow_tool", "", """{"type":"object"}""", (_, _, _) => ValueTask.FromResult(ToolResult.Text("ready"))));
        }
    }
}
