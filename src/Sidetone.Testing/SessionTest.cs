using System.Runtime.CompilerServices;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Testing;

/// <summary>A session under test: on virtual time, with a scripted model, one piece of its work at a time.
/// It is told what to do through <see cref="Session"/>, and asked what happened through <see cref="Expect"/>.</summary>
/// <example><code>
/// var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("One moment.").Says("It is placed.");
/// await using var test = await SessionTest.StartAsync(new Clerk(), model);
/// var order = test.Mock("place_order");                    // runs until told
/// var first = test.Session.RunAsync("Two A-7, please.");
/// await order.Started;
/// await test.Session.RunAsync("Wait, is it blue?");        // interrupts; the order goes on
/// order.Complete(new Receipt("R-1"));
/// await test.SettleAsync();
/// test.Expect.Call("place_order", new { sku = "A-7" }).Once().Outcome(Outcome.Completed).ToldToModel();
/// </code></example>
public sealed class SessionTest : IAsyncDisposable
{
    // Longer than any session's closing may take: what is not closed by then never will be.
    private static readonly TimeSpan s_closing = TimeSpan.FromMinutes(5);

    private readonly Schedule _schedule;
    private readonly RecordingLog _log;
    private readonly Dictionary<string, MockTool> _mocks = [];
    private readonly ConditionalWeakTable<Tool, Tool> _replaced = [];
    private bool _closed;

    private SessionTest(Agent agent, ScriptedModel model, IServiceProvider? services, AgentSessionOptions options)
    {
        _schedule = Schedule.Current ?? new SerialSchedule();
        _log = new(options.Log ?? new MemoryLog());
        Model = model;
        Time = options.Time as VirtualTime ?? throw new ArgumentException("A SessionTest goes by virtual time: set AgentSessionOptions.Time to a VirtualTime, or leave it.");
        Session = new(model, agent, services, options with
        {
            Log = _log,
            Scheduler = _schedule.Scheduler,
            ReplaceTool = Replace,
        });
    }

    /// <summary>The session.</summary>
    public AgentSession Session { get; }

    /// <summary>The model, with all that it was asked.</summary>
    public ScriptedModel Model { get; }

    /// <summary>The session's time.</summary>
    public VirtualTime Time { get; }

    /// <summary>All that has happened until now.</summary>
    public IReadOnlyList<ConversationEvent> Events => _log.Events;

    /// <summary>What the test expects to have happened until now.</summary>
    /// <exception cref="ExpectationException">The model was asked something that its script does not expect, or that no provider would take; or a mock's
    /// body does not fit its tool.</exception>
    public Expectations Expect
    {
        get
        {
            ThrowIfPlayedWrongly();
            return new(Happenings.Of(Events), Model.Requests);
        }
    }

    /// <summary>Starts a session: when this returns, the agent has entered and everything has come to rest.</summary>
    /// <param name="agent">Who begins.</param>
    /// <param name="model">The model's script.</param>
    /// <param name="services">Where handlers' services come from.</param>
    /// <param name="options">Changes the session's options, as in <c>o =&gt; o with { StrictSchemas = true }</c>.</param>
    public static async Task<SessionTest> StartAsync(
        Agent agent, ScriptedModel model, IServiceProvider? services = null, Func<AgentSessionOptions, AgentSessionOptions>? options = null)
    {
        ArgumentNullException.ThrowIfNull(agent);
        ArgumentNullException.ThrowIfNull(model);
        // Calls that were given up are counted over the process otherwise: what one test leaves hanging is no other's business.
        var start = new AgentSessionOptions { Time = new VirtualTime(), ConversationId = "conv_test", Scheduler = new PoolScheduler() };
        var test = new SessionTest(agent, model, services, options?.Invoke(start) ?? start);
        await test.RunAsync(() => test.Session.StartAsync(), () => $"{agent.Id} did not enter. If it waits for time, give it AgentSessionOptions.Time and advance that.");
        await test.SettleAsync();
        return test;
    }

    /// <summary>Puts a mock in the place of a tool, by its name: from now on, for this session, whichever agent or toolset brings it.
    /// One that nobody has brought until the end fails the test as it closes.</summary>
    /// <param name="tool">The tool's name.</param>
    public MockTool Mock(string tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        lock (_mocks)
        {
            if (!_mocks.TryGetValue(tool, out var mock))
                _mocks[tool] = mock = new(tool, WaitForCallAsync);
            return mock;
        }
    }

    /// <summary>Completes when nothing goes on any more, unless time is advanced or a mock or gate is told.</summary>
    /// <exception cref="ExpectationException">The model was asked what its script or a provider would not take; a mock's body does not fit its tool; or a
    /// handler blocks its thread.</exception>
    public async Task SettleAsync()
    {
        await RestAsync();
        ThrowIfPlayedWrongly();
    }

    /// <summary>Advances time. Each timer that comes due fires at its own moment, and the session comes to rest before the next.</summary>
    /// <param name="by">By how much.</param>
    public async Task AdvanceAsync(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        await SettleAsync();
        var until = Time.GetUtcNow() + by;
        while (Time.TryGoToNext(until) is { } fire)
        {
            _schedule.Add(fire);
            await RestAsync();
        }
        Time.GoTo(until);
        await SettleAsync();
    }

    /// <summary>Closes the session. Time goes on by itself as far as that needs.</summary>
    /// <exception cref="ExpectationException">The model was asked what its script or a provider would not take, and nothing has said so yet; or there is a
    /// mock for a tool that no agent of the test had: its name is perhaps misspelt, and the real tool ran.</exception>
    public async ValueTask DisposeAsync()
    {
        if (_closed)
            return;
        _closed = true;
        var closing = _schedule.InvokeAsync(() => Session.DisposeAsync().AsTask());
        await RestAsync();
        var until = Time.GetUtcNow() + s_closing;
        while (!closing.IsCompleted && Time.TryGoToNext(until) is { } fire)
        {
            _schedule.Add(fire);
            await RestAsync();
        }
        await _schedule.BeforePatienceEndsAsync(closing, () => "The session did not close.");
        ThrowIfPlayedWrongly();
        ThrowIfMockedInVain();
    }

    private Task RunAsync(Func<Task> work, Func<string> problem) => _schedule.BeforePatienceEndsAsync(_schedule.InvokeAsync(work), problem);

    // What is due now needs no advance: it counts as runnable.
    private async Task RestAsync()
    {
        do
        {
            await _schedule.BeforePatienceEndsAsync(
                _schedule.RestAsync(),
                () => "The session does not come to rest: a handler blocks its thread, or runs without end. Let it await something on the session's time.");
        }
        while (Add(Time.TryGoToNext(Time.GetUtcNow())));
    }

    private bool Add(Action? fire)
    {
        if (fire is not null)
            _schedule.Add(fire);
        return fire is not null;
    }

    private async Task WaitForCallAsync(Task started, string tool)
    {
        await _schedule.BeforePatienceEndsAsync(started, () => Listing.Failure($"Expected {tool} to be called.{(HasTool(tool) ? "" : " " + MockedInVain(tool))}", Happenings.Of(Events), []).Message);
        await SettleAsync();
    }

    private Tool Replace(Tool tool) => tool is MockableTool ? tool : _replaced.GetValue(tool, real => new MockableTool(real, Find));

    private MockTool? Find(string tool)
    {
        lock (_mocks)
            return _mocks.GetValueOrDefault(tool);
    }

    private void ThrowIfPlayedWrongly()
    {
        if ((Model.Failure ?? MockFailure()) is { } failure)
            throw new ExpectationException(failure.Message, failure);
    }

    private void ThrowIfMockedInVain()
    {
        lock (_mocks)
        {
            if (_mocks.Keys.FirstOrDefault(tool => !HasTool(tool)) is { } tool)
                throw new ExpectationException(MockedInVain(tool));
        }
    }

    private bool HasTool(string tool) => Events.OfType<AgentConfigured>().Any(agent => agent.Tools.Any(had => had.Name == tool));

    private string MockedInVain(string tool)
    {
        var had = Events.OfType<AgentConfigured>().SelectMany(agent => agent.Tools).Select(each => each.Name).Distinct().Order().ToArray();
        return $"There is a mock of {tool}, but no agent has such a tool. {(had.Length == 0 ? "There is none at all." : $"There is {string.Join(", ", had)}.")}";
    }

    private ExpectationException? MockFailure()
    {
        lock (_mocks)
            return _mocks.Values.Select(mock => mock.Failure).FirstOrDefault(failure => failure is not null);
    }
}
