using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Sessions;

/// <summary>Toolsets whose tools change, or cannot be read.</summary>
public sealed class ChangingToolsetTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_optional_toolset_that_cannot_say_what_its_tools_are_is_unavailable_until_it_can()
    {
        var crm = new Changing("crm") { IsRequired = false, Read = () => throw new IOException("down") };
        var test = await SessionTest.StartAsync(new Agent("x") { Toolsets = [crm], Tools = [TestTool.Returns("own", "")] }, new ScriptedModel());
        Assert.Equal(["own"], test.Session.Tools.Keys);
        Assert.Equal(["crm"], test.Events.OfType<AgentConfigured>().Single().Unavailable);
        crm.Read = () => [TestTool.Returns("looks", "")];
        crm.Change();
        Assert.Equal(["own", "looks"], test.Session.Tools.Keys);
        Assert.Null(test.Events.OfType<AgentConfigured>().Last().Unavailable);
        await test.DisposeAsync();
        Assert.Equal((1, 1), (crm.SetUps, crm.Closes));
    }

    [Fact]
    public async Task A_required_toolset_that_cannot_say_what_its_tools_are_fails_the_start_and_is_closed()
    {
        var crm = new Changing("crm") { Read = () => throw new IOException("down") };
        await using var session = new AgentSession(new ScriptedModel(), new Agent("x") { Toolsets = [crm] });
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => session.StartAsync(Cancel));
        Assert.Equal("Toolset 'crm' is required and failed to set up: down", failure.Message);
        Assert.Equal((1, 1), (crm.SetUps, crm.Closes));
    }

    [Fact]
    public async Task An_executor_does_without_an_optional_toolset_that_cannot_say_what_its_tools_are()
    {
        var crm = new Changing("crm") { IsRequired = false, Read = () => [null!] };
        var works = new Changing("works") { Read = () => [TestTool.Returns("looks", "")] };
        await using (var executor = new ToolExecutor([]))
        {
            await executor.SetupAsync([crm, works], Cancel);
            Assert.Equal(["looks"], executor.Tools.Keys);
            works.Read = () => throw new IOException("down");
            works.Change();     // no failure of whoever raises it
            Assert.Equal(["looks"], executor.Tools.Keys);
        }
        Assert.Equal([(1, 1), (1, 1)], new[] { crm, works }.Select(toolset => (toolset.SetUps, toolset.Closes)));
    }

    [Fact]
    public async Task A_clash_of_names_that_a_toolset_brings_about_stops_nobody_from_changing_the_instructions()
    {
        var crm = new Changing("crm") { Read = () => [TestTool.Returns("looks", "")] };
        var own = TestTool.Returns("own", "");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Toolsets = [crm], Tools = [own] }, new ScriptedModel());
        crm.Read = () => [TestTool.Returns("own", "another")];
        crm.Change();
        Assert.Equal(["own", "looks"], test.Session.Tools.Keys);
        test.Session.UpdateInstructions("y");
        var configured = test.Events.OfType<AgentConfigured>().Last();
        Assert.Equal(("y", 2), (configured.Instructions, configured.Tools.Count));
        test.Session.UpdateTools([]);       // and now there is room
        Assert.Equal(["own"], test.Session.Tools.Keys);
    }

    [Fact]
    public async Task A_tool_that_goes_from_one_toolset_to_another_is_offered_by_the_name_of_the_other()
    {
        var looks = TestTool.Returns("looks", "");
        var (crm, shop) = (new Changing("crm") { Read = () => [looks] }, new Changing("shop"));
        var model = new ScriptedModel().Says("Yes?");
        await using var test = await SessionTest.StartAsync(new Agent("x") { Toolsets = [crm, shop] }, model);
        shop.Read = () => [looks];
        shop.Change();      // two of one name, until the other has let it go
        crm.Read = () => [];
        crm.Change();
        await test.Session.GenerateReplyAsync(new() { Tools = ["shop"] }, Cancel);
        Assert.Equal(["looks"], Assert.Single(model.Requests).Tools);
    }

    [Fact]
    public async Task Whoever_logs_a_clash_of_names_is_held_by_no_lock()
    {
        var crm = new Changing("crm");
        var changed = false;
        AgentSession? session = null;
        var logger = new Attentive(() => changed = ChangesElsewhere(() => session!.UpdateInstructions("y")));
        await using var opened = session = new AgentSession(
            new ScriptedModel(), new Agent("x") { Toolsets = [crm], Tools = [TestTool.Returns("own", "")] }, options: new() { LoggerFactory = logger });
        await session.StartAsync(Cancel);
        crm.Read = () => [TestTool.Returns("own", "another")];
        crm.Change();
        Assert.True(changed);

        static bool ChangesElsewhere(Action change)
        {
            var thread = new Thread(() => change()) { IsBackground = true };
            thread.Start();
            return thread.Join(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task Tools_are_read_when_they_change_and_not_whenever_something_else_does()
    {
        var reads = 0;      // whoever changes them may hold a lock that they are read under
        var crm = new Changing("crm") { Read = () => [TestTool.Returns($"tool_{++reads}", "")] };
        await using var test = await SessionTest.StartAsync(new Agent("x") { Toolsets = [crm] }, new ScriptedModel());
        test.Session.UpdateInstructions("y");
        test.Session.UpdateTools([]);
        test.Session.UpdateAgent(new Agent("z") { Id = "z" });
        await test.SettleAsync();
        Assert.Equal(1, reads);
        test.Session.UpdateAgent(new Agent("x") { Toolsets = [crm] });
        await test.SettleAsync();
        crm.Change();
        Assert.Equal(["tool_3"], test.Session.Tools.Keys);
    }

    [Fact]
    public async Task A_toolset_that_an_executor_has_is_not_set_up_again()
    {
        var shared = new Changing("shared") { Read = () => [TestTool.Returns("looks", "")] };
        var around = new Troubled("around") { Within = [shared] };
        await using (var executor = new ToolExecutor([]))
        {
            await executor.SetupAsync([shared], Cancel);
            await executor.SetupAsync([around, shared], Cancel);
            Assert.Equal(["looks"], executor.Tools.Keys);
        }
        Assert.Equal((1, 1, 1), (shared.SetUps, shared.Closes, around.Closes));
    }

    [Fact]
    public async Task Tools_may_change_while_the_caller_is_handed_to_and_fro()
    {
        var problems = new ConcurrentQueue<Exception>();
        Changing[] toolsets = [.. Enumerable.Range(0, 6).Select(i => new Changing($"s{i}") { Read = () => [TestTool.Returns($"tool_{i}", "")] })];
        var agents = new[] { new Agent("a") { Id = "a", Toolsets = toolsets[..4] }, new Agent("b") { Id = "b", Toolsets = toolsets[2..] } };
        var session = new AgentSession(new ScriptedModel(), agents[0]);
        await session.StartAsync(Cancel);
        using var over = new CancellationTokenSource();
        Task[] busy =
        [
            RepeatAsync(_ => session.UpdateTools([TestTool.Returns("own", "")])),
            RepeatAsync(i => toolsets[i % 6].Change()),
            RepeatAsync(i => session.UpdateInstructions($"{i}")),
        ];
        for (var i = 1; i < 60; i++)
        {
            var known = ((MemoryLog)session.Log).Events.Count;
            session.UpdateAgent(agents[i % 2]);
            await session.Log.ReadAsync(known, follow: true, Cancel).FirstAsync(happened => happened is AgentEntered, Cancel);
        }
        await over.CancelAsync();
        await Task.WhenAll(busy);
        Assert.Empty(problems);
        session.UpdateTools([]);
        Assert.Equal(["tool_2", "tool_3", "tool_4", "tool_5"], session.Tools.Keys.Order());
        await session.DisposeAsync();
        Assert.All(toolsets, toolset => Assert.Equal(toolset.SetUps, toolset.Closes));

        Task RepeatAsync(Action<int> change) => Task.Run(
            () =>
            {
                for (var i = 0; !over.IsCancellationRequested; i++)
                {
                    try
                    {
                        change(i);
                    }
                    catch (Exception exception)
                    {
                        problems.Enqueue(exception);
                    }
                }
            },
            Cancel);
    }

    private sealed class Changing(string id) : Toolset(id)
    {
        public Func<IReadOnlyList<Tool>> Read { get; set; } = () => [];

        public int SetUps { get; private set; }

        public int Closes { get; private set; }

        public override IReadOnlyList<Tool> Tools => Read();

        public void Change() => OnChanged();

        protected internal override ValueTask SetupAsync(CancellationToken cancellationToken)
        {
            SetUps++;
            return default;
        }

        protected internal override ValueTask CloseAsync(CancellationToken cancellationToken)
        {
            Closes++;
            return default;
        }
    }

    private sealed class Attentive(Action act) : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => act();

        public void Dispose()
        {
        }
    }
}
