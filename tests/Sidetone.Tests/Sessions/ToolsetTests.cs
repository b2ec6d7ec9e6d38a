using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

public sealed class ToolsetTests
{
    [Fact]
    public async Task One_that_is_within_itself_is_refused()
    {
        var within = new List<Toolset>();
        within.Add(new Troubled("inner") { Within = [new Troubled("outer") { Within = within }] });
        await using var executor = new ToolExecutor([]);
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => executor.SetupAsync(within, TestContext.Current.CancellationToken));
        Assert.Equal("Toolset 'inner' is within itself.", refused.Message);
    }

    [Fact]
    public async Task Toolsets_set_up_side_by_side_and_an_optional_one_that_hangs_takes_nobody_elses_time()
    {
        var never = new TaskCompletionSource().Task;
        Troubled[] toolsets =
        [
            new Troubled("hangs") { IsRequired = false, Setup = _ => never },
            new Troubled("stuck") { IsRequired = false, Setup = _ => never },
            new Troubled("works") { Tools = [TestTool.Returns("looks", "")] },
        ];
        var sales = new Agent("Sales.") { Id = "sales", Toolsets = toolsets };
        var desk = new Agent("Desk.") { Tools = [new TestTool("transfer", (_, _) => new(ToolResult.HandTo(sales)))] };
        var model = new ScriptedModel().Calls("transfer").Says("Sales here.");
        await using var test = await SessionTest.StartAsync(desk, model);
        var run = test.Session.RunAsync("Sales, please.");
        await test.SettleAsync();
        Assert.All(toolsets, toolset => Assert.Equal(1, toolset.SetUps));
        await test.AdvanceAsync(TimeSpan.FromSeconds(31));
        Assert.Equal("Sales here.", (await run).Text);
        Assert.Equal(["looks"], model.Requests[^1].Tools);
        Assert.Equal(["hangs", "stuck"], test.Events.OfType<AgentConfigured>().Last().Unavailable);
    }

    [Fact]
    public async Task What_is_within_a_toolset_is_set_up_before_it_and_closed_after_it()
    {
        var order = new List<string>();
        var inner = Ordered("inner", []);
        var agent = new Agent("x") { Toolsets = [Ordered("left", [inner]), Ordered("right", [inner])] };
        var test = await SessionTest.StartAsync(agent, new ScriptedModel());
        Assert.Equal("+inner", order[0]);
        Assert.Equal(["+inner", "+left", "+right"], order.Order());
        order.Clear();
        await test.DisposeAsync();
        Assert.Equal("-inner", order[^1]);
        Assert.Equal(3, order.Count);

        Troubled Ordered(string id, IReadOnlyList<Toolset> within) => new(id)
        {
            Within = within,
            Setup = async _ => { await Task.Yield(); order.Add($"+{id}"); },
            Close = _ => { order.Add($"-{id}"); return Task.CompletedTask; },
        };
    }

    [Fact]
    public async Task A_required_one_that_fails_does_not_wait_for_an_optional_one_that_hangs()
    {
        var works = new Troubled("works");
        var sales = new Agent("Sales.")
        {
            Id = "sales",
            Toolsets =
            [
                works,
                new Troubled("hangs") { IsRequired = false, Setup = token => Task.Delay(Timeout.Infinite, token) },
                new Troubled("fails") { Setup = _ => throw new IOException("down") },
            ],
        };
        var desk = new Agent("Desk.") { Tools = [new TestTool("transfer", (_, _) => new(ToolResult.HandTo(sales)))] };
        var model = new ScriptedModel().Calls("transfer").Says("I stay.");
        await using var test = await SessionTest.StartAsync(desk, model);
        Assert.Equal("I stay.", (await test.Session.RunAsync("Sales, please.")).Text);
        Assert.Equal(TimeSpan.Zero, test.Time.Elapsed);
        Assert.Equal((1, 1), (works.SetUps, works.Closes));
        Assert.StartsWith("Not done: the caller could not be handed to sales", model.Requests[^1].OutputOf("c1"), StringComparison.Ordinal);
        Assert.DoesNotContain(model.Requests[^1].Messages, message => message.Text.Contains("A note from the system", StringComparison.Ordinal));
        Assert.Single(test.Session.History.OfType<NoteItem>());
    }

    [Fact]
    public async Task What_both_agents_have_stays_set_up_when_the_caller_is_handed_over()
    {
        var inner = new Troubled("inner");
        var shared = new Troubled("shared") { Within = [inner], Tools = [TestTool.Returns("looks", "seen")] };
        var own = new Troubled("own");
        var sales = new Agent("Sales.") { Id = "sales", Toolsets = [shared] };
        var desk = new Agent("Desk.") { Id = "desk", Toolsets = [own, shared], Tools = [new TestTool("transfer", (_, _) => new(ToolResult.HandTo(sales)))] };
        var model = new ScriptedModel().Calls("transfer").Calls("looks").Says("Seen.");
        var test = await SessionTest.StartAsync(desk, model);
        var turn = await test.Session.RunAsync("Sales, please, and look.");
        Assert.Equal([(1, 0), (1, 0), (1, 1)], new[] { inner, shared, own }.Select(toolset => (toolset.SetUps, toolset.Closes)));
        Assert.Equal("seen", turn.Calls[1].Output);
        test.Session.UpdateAgent(desk);
        await test.SettleAsync();
        Assert.Equal([(1, 0), (1, 0), (2, 1)], new[] { inner, shared, own }.Select(toolset => (toolset.SetUps, toolset.Closes)));
        await test.DisposeAsync();
        Assert.Equal([(1, 1), (1, 1), (2, 2)], new[] { inner, shared, own }.Select(toolset => (toolset.SetUps, toolset.Closes)));
    }

    [Fact]
    public async Task What_both_agents_have_stays_set_up_when_the_other_cannot_enter()
    {
        var shared = new Troubled("shared") { Tools = [TestTool.Returns("looks", "seen")] };
        var sales = new Agent("Sales.") { Id = "sales", Toolsets = [shared, new Troubled("fails") { Setup = _ => throw new IOException() }] };
        var desk = new Agent("Desk.") { Id = "desk", Toolsets = [shared], Tools = [new TestTool("transfer", (_, _) => new(ToolResult.HandTo(sales)))] };
        var model = new ScriptedModel().Calls("transfer").Calls("looks").Says("Seen.");
        var test = await SessionTest.StartAsync(desk, model);
        var turn = await test.Session.RunAsync("Sales, please, and look.");
        Assert.Equal((null, "seen", 1, 0), (turn.HandedTo, turn.Calls[1].Output, shared.SetUps, shared.Closes));
        await test.DisposeAsync();
        Assert.Equal(1, shared.Closes);
    }

    [Fact]
    public async Task What_the_session_has_is_closed_after_what_the_agent_has_around_it()
    {
        var order = new List<string>();
        var gate = new TaskCompletionSource();
        var inner = new Troubled("inner") { Close = _ => { order.Add("inner"); return Task.CompletedTask; } };
        var outer = new Troubled("outer") { Within = [inner], Close = async _ => { await gate.Task; order.Add("outer"); } };
        var test = await SessionTest.StartAsync(new Agent("x") { Toolsets = [outer] }, new ScriptedModel(), options: o => o with { Toolsets = [inner] });
        var closing = test.DisposeAsync().AsTask();
        gate.SetResult();
        await closing;
        Assert.Equal(["outer", "inner"], order);
    }

    [Fact]
    public async Task What_an_executor_has_is_closed_after_what_is_around_it()
    {
        var order = new List<string>();
        var inner = new Troubled("inner") { Close = _ => { order.Add("inner"); return Task.CompletedTask; } };
        var outer = new Troubled("outer") { Within = [inner], Close = async _ => { await Task.Yield(); order.Add("outer"); } };
        await using (var executor = new ToolExecutor([]))
        {
            await executor.SetupAsync([inner], TestContext.Current.CancellationToken);
            await executor.SetupAsync([outer], TestContext.Current.CancellationToken);
        }
        Assert.Equal(["outer", "inner"], order);
    }

    [Fact]
    public async Task A_set_up_that_was_given_up_is_over_before_the_next_begins()
    {
        var first = new TaskCompletionSource();
        var order = new List<string>();
        var slow = new Troubled("slow")
        {
            IsRequired = false,
            Tools = [TestTool.Returns("looks", "seen")],
            Setup = async _ =>
            {
                order.Add("+");
                await (order.Count == 1 ? first.Task : Task.CompletedTask);
            },
            Close = _ =>
            {
                order.Add("-");
                return Task.CompletedTask;
            },
        };
        var sales = new Agent("Sales.") { Id = "sales", Toolsets = [slow] };
        await using var test = await SessionTest.StartAsync(new Agent("Desk.") { Id = "desk" }, new ScriptedModel());
        test.Session.UpdateAgent(sales);
        await test.AdvanceAsync(TimeSpan.FromSeconds(31));
        Assert.Equal(("sales", 0), (test.Session.Agent!.Id, test.Session.Tools.Count));
        test.Session.UpdateAgent(new Agent("More.") { Id = "more", Toolsets = [slow] });
        await test.SettleAsync();
        first.SetResult();      // now, while the next agent waits for it
        await test.SettleAsync();
        Assert.Equal(["+", "-", "+"], order);
        Assert.Equal(["looks"], test.Session.Tools.Keys);
    }

    [Fact]
    public async Task What_the_session_has_is_not_set_up_again_for_an_agent_nor_closed_with_it()
    {
        var shared = new Troubled("shared") { Tools = [TestTool.Returns("looks", "seen")] };
        var around = new Troubled("around") { Within = [shared] };
        var sales = new Agent("Sales.") { Id = "sales" };
        var desk = new Agent("Desk.") { Id = "desk", Toolsets = [around, shared], Tools = [new TestTool("transfer", (_, _) => new(ToolResult.HandTo(sales)))] };
        var model = new ScriptedModel().Calls("transfer").Calls("looks").Says("Seen.");
        var test = await SessionTest.StartAsync(desk, model, options: o => o with { Toolsets = [shared] });
        var turn = await test.Session.RunAsync("Sales, please, and look.");
        Assert.Equal(("seen", 1, 0), (turn.Calls[1].Output, shared.SetUps, shared.Closes));
        Assert.Equal((1, 1), (around.SetUps, around.Closes));
        await test.DisposeAsync();
        Assert.Equal(1, shared.Closes);
    }
}
