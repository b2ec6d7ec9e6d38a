using System.Collections.Concurrent;
using System.Globalization;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class RandomConversationTests
{
    private static int Seeds => int.TryParse(Environment.GetEnvironmentVariable("SIDETONE_SEEDS"), CultureInfo.InvariantCulture, out var seeds) ? seeds : 100;

    [Fact]
    public async Task Whatever_a_server_does_each_call_has_one_outcome_and_one_answer_and_the_conversation_one_end()
    {
        var unobserved = new ConcurrentQueue<string>();
        void Watch(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            var trace = e.Exception.ToString();
            if (trace.Contains("at Sidetone.ElevenLabs.Conversations.", StringComparison.Ordinal) || trace.Contains("at Sidetone.ElevenLabs.Tools.", StringComparison.Ordinal))
                unobserved.Enqueue(trace);
        }

        TaskScheduler.UnobservedTaskException += Watch;
        try
        {
            for (var seed = 0; seed < Seeds; seed++)
            {
                try
                {
                    await new RandomConversation(seed).RunAsync();
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException($"Seed {seed}: {exception.Message}", exception);
                }
            }
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Watch;
        }
        Assert.Empty(unobserved);
    }

    [Fact]
    public async Task A_thousand_conversations_share_a_process_and_nothing_else()
    {
        const int Conversations = 1000;
        var tools = new ClientTools().Add("who", (_, run, _) => ValueTask.FromResult(ToolResult.Text($"{run.ConversationId} {run.CallId}")));
        var answers = await Played.Soon(Task.WhenAll(Enumerable.Range(0, Conversations).Select(async n =>
        {
            var line = new MemoryLine();
            var opening = Conversation.StartAsync(new() { AgentId = "agent_1", Tools = tools, Connect = (_, _) => new(line.Client) });
            await line.Server.BeginAsync($$$"""{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"conversation_id":"conv_{{{n}}}"}}""");
            await using var call = await opening;
            await line.Server.CallAsync("who", "call_1");
            var answer = (await line.Server.ReceiveAsync("client_tool_result")).GetProperty("result").GetString();
            await line.Server.CloseAsync(1000, "");
            Assert.Equal(ConversationEndedBy.Agent, (await call.Ended).By);
            return answer;
        })));
        Assert.Equal(Enumerable.Range(0, Conversations).Select(n => $"conv_{n} c1"), answers);
    }
}
