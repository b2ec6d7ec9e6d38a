using System.Text.Json;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class ConversationTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_tool_is_called_and_answered_and_the_agent_hangs_up()
    {
        JsonElement answer = default;
        await using var server = await ScriptedServer.StartAsync(async socket =>
        {
            await socket.BeginAsync();
            await socket.SendAsync("""{"type":"agent_response","agent_response_event":{"agent_response":"Hello.","event_id":1}}""");
            await socket.ReceiveAsync("user_message");
            await socket.CallAsync("add", "toolu_1", """{"a":1,"b":2}""", eventId: 2);
            answer = await socket.ReceiveAsync("client_tool_result");
            await socket.SendAsync("""{"type":"agent_response","agent_response_event":{"agent_response":"3.","event_id":2}}""");
            await socket.CloseAsync(1000, "");
            await socket.DrainAsync();
        });
        var tools = new ClientTools().Add("add", (int a, int b) => a + b);
        await using var call = await Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = server.Address, Tools = tools }, Cancel);
        await call.SendUserMessageAsync("What is 1 and 2?", Cancel);
        var events = await call.Events.ToListAsync(Cancel);

        Assert.Equal("conv_1", call.Id);
        Assert.Equal("""{"type":"client_tool_result","tool_call_id":"toolu_1","result":"3","is_error":false}""", answer.GetRawText());
        Assert.Equal(["Hello.", "3."], events.OfType<AgentResponse>().Select(said => said.Text));
        Assert.Equal(Outcome.Completed, Assert.Single(events.OfType<ClientToolEnded>()).Result.Outcome);
        var end = Assert.IsType<ConversationEnded>(events[^1]);
        Assert.Equal((ConversationEndedBy.Agent, 1000), (end.By, end.CloseCode!.Value));
        Assert.Same(end, await call.Ended);
        Assert.Equal("/v1/convai/conversation?agent_id=agent_1", server.Requested);
    }

    [Theory]
    [InlineData("""{"numbers":[1,2],"system__user":"u7"}""", "3", false)]
    [InlineData("""{"nmubers":[1,2]}""", "did you mean 'numbers'?", true)]
    public async Task Values_that_the_platform_adds_are_passed_over_and_misspelt_ones_are_not(string parameters, string answer, bool isError)
    {
        JsonElement told = default;
        await using var server = await ScriptedServer.StartAsync(async socket =>
        {
            await socket.BeginAsync();
            await socket.CallAsync("sum", "t1", parameters);
            told = await socket.ReceiveAsync("client_tool_result");
        });
        var tools = new ClientTools().Add("sum", (double[] numbers) => numbers.Sum());
        await using var call = await Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = server.Address, Tools = tools }, Cancel);
        await call.Ended.WaitAsync(Cancel);
        Assert.Contains(answer, told.GetProperty("result").GetString(), StringComparison.Ordinal);
        Assert.Equal(isError, told.GetProperty("is_error").GetBoolean());
    }

    [Fact]
    public async Task Hanging_up_closes_normally_and_says_so_once()
    {
        int? closed = null;
        await using var server = await ScriptedServer.StartAsync(async socket =>
        {
            await socket.BeginAsync();
            await socket.DrainAsync();
            closed = (int?)socket.Socket.CloseStatus;
        });
        var call = await Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = server.Address, CloseTimeout = TimeSpan.FromMinutes(1) }, Cancel);
        var ends = await Task.WhenAll(call.EndAsync(), call.EndAsync());
        await call.DisposeAsync();
        Assert.Same(ends[0], ends[1]);
        Assert.Equal(ConversationEndedBy.Client, ends[0].By);
        Assert.Single(await call.Events.ToListAsync(Cancel), happened => happened is ConversationEnded);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await call.SendUserMessageAsync("Anyone?", Cancel));
        Assert.Equal(1000, closed);
    }

    [Fact]
    public async Task A_conversation_that_is_closed_before_it_begins_fails_with_the_code_and_the_reason()
    {
        await using var server = await ScriptedServer.StartAsync(async socket =>
        {
            await socket.ReceiveAsync();
            await socket.CloseAsync(3000, "Agent not found");
            await socket.DrainAsync();
        });
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Conversation.StartAsync(new() { AgentId = "agent_1", BaseAddress = server.Address }, Cancel));
        Assert.Equal((3000, "Agent not found"), (failure.CloseCode!.Value, failure.CloseReason));
        Assert.Contains("Agent not found", failure.Message, StringComparison.Ordinal);
    }
}
