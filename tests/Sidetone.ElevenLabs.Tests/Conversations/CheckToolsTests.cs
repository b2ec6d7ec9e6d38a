using Microsoft.AspNetCore.Http;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class CheckToolsTests
{
    private const string Agent = """{"agent_id":"agent_1","name":"A","conversation_config":{"agent":{"prompt":{"tool_ids":["tool_1"]}}}}""";
    private const string GetWeather = """{"id":"tool_1","tool_config":{"type":"client","name":"GetWeather","description":"","expects_response":true}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_differs_from_the_agent_is_an_event()
    {
        await using var server = await ScriptedServer.StartAsync(Talk, http => Answer(http, path => path.EndsWith("/tool_1", StringComparison.Ordinal) ? GetWeather : Agent));
        await using var call = await Conversation.StartAsync(Options(server), Cancel);
        var found = await call.Events.OfType<ToolsOutOfStep>().FirstAsync(Cancel);
        Assert.Contains(found.Difference.Mismatches, mismatch => mismatch is { Kind: MismatchKind.Name, ToolName: "get_weather" });
        Assert.True(call.IsActive);
    }

    [Fact]
    public async Task Tools_that_a_toolset_brings_are_compared_too()
    {
        await using var server = await ScriptedServer.StartAsync(Talk, http => Answer(http, path => path.EndsWith("/tool_1", StringComparison.Ordinal) ? GetWeather : Agent));
        await using var call = await Conversation.StartAsync(Options(server) with { Tools = new ClientTools().Add(new Bells()) }, Cancel);
        var found = await call.Events.OfType<ToolsOutOfStep>().FirstAsync(Cancel);
        Assert.Equal([(MismatchKind.Missing, "ring_bell"), (MismatchKind.Extra, "GetWeather")], found.Difference.Mismatches.Select(mismatch => (mismatch.Kind, mismatch.ToolName)));
    }

    [Fact]
    public async Task A_platform_that_does_not_answer_the_check_does_not_hold_the_conversation_up()
    {
        var asked = new TaskCompletionSource();
        await using var server = await ScriptedServer.StartAsync(Talk, async http =>
        {
            if (http.Request.Path.Value!.Contains("signed", StringComparison.Ordinal))
            {
                await Answer(http, _ => $$"""{"signed_url":"ws://{{http.Request.Host}}/v1/convai/conversation?agent_id=agent_1"}""");
                return;
            }
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        var call = await Conversation.StartAsync(Options(server), Cancel);
        await asked.Task.WaitAsync(Cancel);
        Assert.Equal(ConversationEndedBy.Client, (await call.EndAsync()).By);
        Assert.Empty(await call.Events.OfType<ToolsOutOfStep>().ToListAsync(Cancel));
        await call.DisposeAsync();
    }

    private static ConversationOptions Options(ScriptedServer server) => new()
    {
        AgentId = "agent_1",
        ApiKey = "sk_0123456789abcdef",
        BaseAddress = server.Address,
        Tools = new ClientTools().Add("get_weather", (string city) => city),
        CheckTools = true,
        StartTimeout = TimeSpan.FromSeconds(10),
    };

    private static async Task Talk(ScriptedSocket socket)
    {
        await socket.BeginAsync();
        await socket.DrainAsync();
    }

    private static Task Answer(HttpContext http, Func<string, string> body)
    {
        http.Response.ContentType = "application/json";
        var path = http.Request.Path.Value!;
        return http.Response.WriteAsync(path.Contains("signed", StringComparison.Ordinal) ? $$"""{"signed_url":"ws://{{http.Request.Host}}/v1/convai/conversation?agent_id=agent_1"}""" : body(path), Cancel);
    }
}
