using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class BoundsTests
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, AgentSessionOptions> None => new()
    {
        { "GracePeriod is infinite; it must be between 0 and 1 day, because nothing waits for ever.", new() { Limits = new() { GracePeriod = Timeout.InfiniteTimeSpan } } },
        { "GracePeriod is 10675199.02:48:05.4775807; it must be", new() { Limits = new() { GracePeriod = TimeSpan.MaxValue } } },
        { "FinishTimeout is -00:00:01; it must be", new() { Limits = new() { FinishTimeout = TimeSpan.FromSeconds(-1) } } },
        { "StartTimeout is infinite", new() { Limits = new() { StartTimeout = Timeout.InfiniteTimeSpan } } },
        { "ModelTimeout is infinite", new() { Limits = new() { ModelTimeout = Timeout.InfiniteTimeSpan } } },
        { "AnswerLatency is 1.00:00:00.0000001", new() { Limits = new() { AnswerLatency = s_day + TimeSpan.FromTicks(1) } } },
        { "MaxToolSteps is -1; it must be 0 or more.", new() { Limits = new() { MaxToolSteps = -1 } } },
        { "MaxParallelCalls is 0; it must be 1 or more.", new() { Limits = new() { MaxParallelCalls = 0 } } },
        { "MaxArgumentBytes is 0; it must be 1 or more.", new() { Limits = new() { MaxArgumentBytes = 0 } } },
        { "MaxWaitingTurns is 0; it must be 1 or more.", new() { Limits = new() { MaxWaitingTurns = 0 } } },
        { "EnterTimeout is 10675199", new() { EnterTimeout = TimeSpan.MaxValue } },
        { "CloseTimeout is -00:00:03", new() { CloseTimeout = TimeSpan.FromSeconds(-3) } },
        { "MaxResponseLength is 0", new() { MaxResponseLength = 0 } },
        { "ChatOptions has tools, instructions or a tool mode", new() { ChatOptions = new() { Instructions = "Be brief." } } },
        { "ChatOptions has tools, instructions or a tool mode", new() { ChatOptions = new() { Tools = [TestTool.Returns("noon", "")] } } },
        { "ConversationId is empty, and idempotency keys begin with it.", new() { ConversationId = " " } },
    };

    [Theory]
    [InlineData("""{"x":"12345678"}""", "invalid_arguments")]
    [InlineData("""{"x":"1234567"}""", "completed")]
    public async Task Arguments_that_are_too_long_are_not_read(string arguments, string outcome)
    {
        var tool = Tool.Create("keep", "", """{"type":"object"}""", (_, _, _) => new(ToolResult.Text("kept")));
        await using var executor = new ToolExecutor([tool], options: new() { Limits = new() { MaxArgumentBytes = 15 } });
        var result = await executor.CallAsync("keep", arguments, Cancel);
        Assert.Equal(outcome, result.Outcome.ToString());
        if (result.Outcome == Outcome.InvalidArguments)
            Assert.Equal("The arguments are 16 bytes long; at most 15 are read. Call it again with less.", result.Output);
    }

    [Theory, MemberData(nameof(None), DisableDiscoveryEnumeration = true)]
    public void A_bound_that_is_none_is_refused_before_anything_runs(string message, AgentSessionOptions options)
    {
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new AgentSession(new OfflineModel(), new Agent("A"), options: options)).Message, StringComparison.Ordinal);
        if (options.Limits != new SessionLimits())
            Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => new ToolExecutor([], options: new() { Limits = options.Limits })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Nineteen characters")]
    [InlineData("Nine", "teen ", "characters")]
    public async Task A_response_that_is_longer_than_allowed_is_a_failure_in_however_many_pieces_it_comes(params string[] pieces)
    {
        await using var test = await SessionTest.StartAsync(new Agent("A"), new ScriptedModel().Says(pieces), options: o => o with { MaxResponseLength = 18 });
        Assert.StartsWith("The model's response is longer than 18 characters", (await Assert.ThrowsAsync<InvalidOperationException>(() => test.Session.RunAsync("Go."))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_null_is_refused_in_words()
    {
        await using var session = new AgentSession(new OfflineModel(), new Agent("A") { Tools = [null!] });
        await Assert.ThrowsAsync<ArgumentNullException>(() => session.StartAsync(Cancel));
        Assert.Throws<ArgumentNullException>(() => new ToolExecutor([null!]));
    }

    [Fact]
    public async Task The_longest_bounds_are_kept_to_the_end()
    {
        var limits = new SessionLimits { GracePeriod = s_day, FinishTimeout = s_day, StartTimeout = s_day, AnswerLatency = s_day, ModelTimeout = s_day };
        var patient = TestTool.Returns("noon", "It is noon.", new ToolPolicy { Timeout = TimeSpan.MaxValue });
        await using (var executor = new ToolExecutor([patient], options: new() { Limits = limits, SetupTimeout = s_day }))
            Assert.Equal("It is noon.", (await executor.CallAsync("noon", "{}", Cancel)).Output);
        await using var session = new AgentSession(new OfflineModel(), new Agent("A") { Tools = [patient] }, options: new() { Limits = limits, EnterTimeout = s_day, CloseTimeout = s_day });
        Assert.Equal(TurnEnd.Completed, (await session.RunAsync("noon", Cancel)).Reason);
    }
}
