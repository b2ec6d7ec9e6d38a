using Sidetone.ElevenLabs.Audio;
using Sidetone.ElevenLabs.Testing;
using Sidetone.ElevenLabs.Wire;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Local;

public sealed class LocalAgentTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void An_agent_waits_for_nothing_without_an_end()
    {
        Assert.StartsWith("ResponseTimeout is infinite;", Assert.Throws<ArgumentException>(() => new LocalAgent { ResponseTimeout = Timeout.InfiniteTimeSpan }).Message, StringComparison.Ordinal);
        Assert.StartsWith("ReceiveTimeout is 2.00:00:00;", Assert.Throws<ArgumentException>(() => new LocalAgent { ReceiveTimeout = TimeSpan.FromDays(2) }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_script_is_a_conversation_with_words_calls_and_an_end()
    {
        var agent = new LocalAgent()
            .Says("Hello.")
            .Hears("order")
            .Calls("find_order", new { orderId = "A-1027" })
            .Says(answer => $"It is {answer.Result}.")
            .HangsUp();
        var tools = new ClientTools().Add("find_order", (string orderId) => $"{orderId}: packed");
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools }, Cancel);
        await call.SendUserMessageAsync("Where is my order?", Cancel);
        var events = await call.Events.ToListAsync(Cancel);

        Assert.Equal("conv_local", call.Id);
        Assert.Equal(["Hello.", "It is A-1027: packed."], events.OfType<AgentResponse>().Select(said => said.Text));
        Assert.Equal((ConversationEndedBy.Agent, 1000), ((await call.Ended).By, (await call.Ended).CloseCode!.Value));
        var called = Assert.Single(agent.Called);
        Assert.Equal(("find_order", """{"orderId":"A-1027"}"""), (called.Name, called.Arguments.ToString()));
        Assert.Equal("A-1027: packed", Assert.Single(called.Answers).Result);
        Assert.Null(agent.Failure);
    }

    [Fact]
    public async Task Several_calls_at_once_share_their_turn_and_each_has_its_own_answer()
    {
        var agent = new LocalAgent().Calls(("double", new { x = 1 }), ("double", """{"x":2}"""), ("nobody", null)).Says("Done.");
        var tools = new ClientTools().Add("double", (int x) => 2 * x);
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools }, Cancel);
        await agent.PlayedAsync(Cancel);
        Assert.Equal(["2", "4", "Tool 'nobody' is not registered"], agent.Called.Select(called => called.Answer!.Result));
        Assert.Equal([false, false, true], agent.Called.Select(called => called.Answer!.IsError));
    }

    [Fact]
    public async Task The_script_goes_on_to_be_written_while_a_tool_runs()
    {
        var started = new TaskCompletionSource();
        var paid = new TaskCompletionSource<string>();
        var tools = new ClientTools().Add("pay", async () =>
        {
            started.SetResult();
            return await paid.Task;
        });
        var agent = new LocalAgent().CallsAndGoesOn("pay");
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools }, Cancel);
        await started.Task.WaitAsync(Cancel);
        await agent.Interrupts().PlayedAsync(Cancel);
        Assert.Null(agent.Called[0].Answer);
        paid.SetResult("paid");
        await agent.WaitsForAnswers().Says(answer => answer.Result).PlayedAsync(Cancel);
        Assert.Equal("paid", agent.Called[0].Answer!.Result);
    }

    [Fact]
    public async Task A_tool_that_is_not_answered_in_time_is_given_up_as_the_platform_does()
    {
        var time = new VirtualTime();
        var started = new TaskCompletionSource();
        var tools = new ClientTools(options: new() { Time = time }).Add(
            "hang",
            async (_, cancel) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, cancel);
                return null;
            },
            new() { Timeout = TimeSpan.FromHours(1) });
        var agent = new LocalAgent { Time = time }.Calls("hang").Says(answer => $"{answer.ErrorType}: {answer.Result}");
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools }, Cancel);
        await started.Task.WaitAsync(Cancel);
        var said = FirstAsync<AgentResponse>(call);
        while (!said.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(20));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);      // leaves the machine to what is waited for
        }
        Assert.Equal("client_timeout: The tool did not answer within 20 seconds.", (await said).Text);
        await call.EndAsync();
        await AdvanceUntilAsync(call.DisposeAsync().AsTask(), time);
    }

    [Fact]
    public async Task A_call_that_expects_no_response_is_not_waited_for()
    {
        var agent = new LocalAgent().Calls("show", expectsResponse: false).Says("There.");
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = new ClientTools().Add("show", () => "shown") }, Cancel);
        await agent.PlayedAsync(Cancel);
        await call.EndAsync();
        Assert.Empty(Assert.Single(agent.Called).Answers);
    }

    [Fact]
    public async Task Words_that_were_not_expected_fail_the_script_and_end_the_conversation()
    {
        var agent = new LocalAgent().Hears("refund");
        await using var call = await Conversation.StartAsync(agent.Options, Cancel);
        await call.SendUserMessageAsync("Hello?", Cancel);
        var end = await call.Ended.WaitAsync(Cancel);
        Assert.Equal((1011, "It was to hear 'refund', and heard 'Hello?'."), (end.CloseCode!.Value, end.Reason));
        Assert.Contains("refund", (await Assert.ThrowsAsync<InvalidOperationException>(() => agent.PlayedAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_says_nothing_is_given_up()
    {
        var time = new VirtualTime();
        var agent = new LocalAgent { Time = time }.Says("Hello?").Hears();
        await using var call = await Conversation.StartAsync(agent.Options, Cancel);
        await AdvanceUntilAsync(call.Ended, time);
        var end = await call.Ended;
        Assert.Equal((ConversationEndedBy.Server, 1002, ErrorType.TransportReceiveTimeout), (end.By, end.CloseCode!.Value, end.Error!.ErrorType!.Value));
        Assert.IsType<TimeoutException>(agent.Failure);
    }

    [Fact]
    public async Task A_conversation_may_be_refused_closed_or_lost()
    {
        var refusal = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new LocalAgent().Refuses(3000, "Agent not found").Options, Cancel));
        Assert.Equal((3000, "Agent not found"), (refusal.CloseCode!.Value, refusal.CloseReason));

        await using var closed = await Conversation.StartAsync(new LocalAgent().Hears().Closes(1008, "Override not allowed").Options, Cancel);
        await closed.SendUserMessageAsync("Hello?", Cancel);
        Assert.Equal((ConversationEndedBy.Server, "Override not allowed"), ((await closed.Ended.WaitAsync(Cancel)).By, (await closed.Ended).Reason));

        await using var lost = await Conversation.StartAsync(new LocalAgent().Hears().Says("He").Drops().Options, Cancel);
        await lost.SendUserMessageAsync("Hello?", Cancel);
        Assert.Equal(ConversationEndedBy.Connection, (await lost.Ended.WaitAsync(Cancel)).By);
    }

    [Fact]
    public async Task What_the_platform_does_not_accept_ends_the_conversation()
    {
        var agent = new LocalAgent();
        await using var call = await Conversation.StartAsync(agent.Options, Cancel);
        await call.SendAsync(new UnknownClientMessage { Name = "nonsense", Json = new("""{"type":"nonsense"}"""u8.ToArray()) }, Cancel);
        Assert.Equal((1008, "Invalid message received"), ((await call.Ended.WaitAsync(Cancel)).CloseCode!.Value, (await call.Ended).Reason));
        Assert.IsType<UnknownClientMessage>(agent.Received[^1]);
    }

    [Fact]
    public async Task Sound_goes_both_ways()
    {
        var time = new VirtualTime();
        var audio = new MemoryAudio { Time = time };
        var agent = new LocalAgent { Time = time }.Understands("Hello?").Says("Hello.", new byte[320]);
        await using var call = await Conversation.StartAsync(agent.Options with { Audio = audio }, Cancel);
        await audio.SendAsync(new byte[640], Cancel);
        await agent.PlayedAsync(Cancel);
        await call.EndAsync();
        var events = await call.Events.ToListAsync(Cancel);
        Assert.Equal("Hello?", Assert.Single(events.OfType<UserTranscript>()).Text);
        Assert.Equal(320, Assert.Single(events.OfType<AgentAudio>()).Bytes.Length);
        Assert.Equal(640, agent.SoundReceived);
    }

    [Fact]
    public async Task Anything_may_be_sent_the_same_call_twice_or_nonsense()
    {
        var runs = 0;
        var agent = new LocalAgent()
            .Calls("pay")
            .Sends(new ClientToolCall { ToolName = "pay", ToolCallId = "call_1", EventId = 1 })
            .SendsRaw("not JSON")
            .Calls("check");
        var tools = new ClientTools().Add("pay", () => Interlocked.Increment(ref runs)).Add("check", () => "checked");
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools }, Cancel);
        await agent.PlayedAsync(Cancel);
        Assert.Equal(1, runs);
        Assert.Single(agent.Called[0].Answers);
        Assert.Equal("checked", agent.Called[1].Answer!.Result);
        await call.EndAsync();
        Assert.Single((await call.Events.ToListAsync(Cancel)).OfType<MalformedServerMessage>());
    }

    [Fact]
    public async Task An_agent_serves_one_conversation()
    {
        var agent = new LocalAgent();
        await using var call = await Conversation.StartAsync(agent.Options, Cancel);
        await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(agent.Options, Cancel));
    }

    [Fact]
    public void Arguments_are_an_object()
    {
        Assert.Throws<ArgumentException>(() => new LocalAgent().Calls("pay", "[1]"));
        Assert.Throws<ArgumentException>(() => new LocalAgent().Calls("pay", "{oops"));
        Assert.Throws<ArgumentException>(() => new LocalAgent().Calls("pay", (object)1));
    }

    private static async Task<T> FirstAsync<T>(Conversation call) where T : AgentEvent =>
        (T)await call.Events.FirstAsync(happened => happened is T, Cancel);

    private static async Task AdvanceUntilAsync(Task done, VirtualTime time)
    {
        while (!done.IsCompleted)
        {
            Cancel.ThrowIfCancellationRequested();
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancel);      // leaves the machine to what is waited for
        }
        await done;
    }
}
