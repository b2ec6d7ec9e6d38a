using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Law;

/// <summary>What happens by chance, made up from a seed: handlers that take their time, hang, fail or are told when to go on.</summary>
internal abstract class Story(int seed)
{
    public const string Secret = "s3cret";

    private readonly Random _random = new(seed);
    private readonly List<Gate> _gates = [];
    private readonly List<Task> _waits = [];

    /// <summary>How often each call's handler was run.</summary>
    public Dictionary<CallId, int> Runs { get; } = [];

    /// <summary>Calls whose handler ran before their start was durable.</summary>
    public List<CallId> Hasty { get; } = [];

    public StoryLog Log { get; protected init; } = null!;

    public List<StoryToolset> Toolsets { get; } = [];

    public int Next(int below) => _random.Next(below);

    public async Task PauseAsync()
    {
        for (var i = Next(25); i > 0; i--)
            await Task.Yield();
    }

    public Task GateAsync(CancellationToken token)
    {
        var gate = new Gate();
        _gates.Add(gate);
        return gate.PassAsync(token);
    }

    /// <summary>Waits for a turn at the end, whatever comes of it.</summary>
    /// <param name="turn">The turn, or what else comes to an end with the session.</param>
    public void Watch(Task turn) => _waits.Add(WatchAsync(turn));

    protected bool IsAnyGateClosed => _gates.Exists(gate => !gate.IsOpen);

    protected static async Task WatchAsync(Task turn)
    {
        try
        {
            await turn;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or InvalidOperationException or TimeoutException)
        {
        }
    }

    protected void DemandThatNobodyWaits() => Assert.All(_waits, wait => Assert.True(wait.IsCompleted, "Somebody waits in vain."));

    protected void Open()
    {
        if (_gates.FindAll(gate => !gate.IsOpen) is { Count: > 0 } closed)
            closed[Next(closed.Count)].Open();
    }

    protected async Task OpenAllAsync()
    {
        while (IsAnyGateClosed)
        {
            Open();
            await PauseAsync();
        }
    }

    // On this thread: CancelAsync would leave it.
    protected static void Cancel(CancellationTokenSource source) => source.Cancel();

    /// <summary>Tools of every kind.</summary>
    protected IReadOnlyList<Tool> NewTools() =>
    [
        NewTool("reads", new() { Effect = Effect.ReadOnly, MaxAttempts = 2 }),
        NewTool("writes", new()),
        NewTool("protects", new() { Interruption = OnInterruption.Protect, MaxConcurrency = 1 }),
        NewTool("repeats", new() { Effect = Effect.Idempotent, MaxAttempts = 2, Delivery = ResultDelivery.Interrupt }),
        NewTool("reverses", new() { Effect = Effect.Reversible, Interruption = OnInterruption.Cancel }),
        NewTool("replaces", new() { Effect = Effect.Idempotent, Interruption = OnInterruption.Cancel, Duplicates = OnDuplicate.Replace, DuplicateScope = DuplicateScope.Name }),
        NewTool("confirms", new() { Duplicates = OnDuplicate.Confirm }),
        NewTool("quiet", new() { Delivery = ResultDelivery.Silent }),
        NewTool("later", new() { Delivery = ResultDelivery.NextTurn, Effect = Effect.ReadOnly, Duplicates = OnDuplicate.Join }),
        NewTool("endless", new() { Effect = Effect.Idempotent, Timeout = Timeout.InfiniteTimeSpan, Interruption = OnInterruption.Cancel }),
        new TestTool("secret", (_, run) => WorkAsync(run), new(), sensitive: ["value"]),
    ];

    protected async ValueTask<ToolResult> WorkAsync(RunContext run)
    {
        var call = run.CallId;
        Runs[call] = Runs.GetValueOrDefault(call) + 1;
        if (run.Tool.Policy.Effect != Effect.ReadOnly && !Log.Events.OfType<ToolCallStarted>().Any(started => started.Call == call && started.Attempt == run.Attempt))
            Hasty.Add(call);
        var token = Next(2) == 0 ? run.CancellationToken : default;
        switch (Next(7))
        {
            case 0:
                break;
            case 1:
                await Task.Yield();
                break;
            case 2:
                await Task.Delay(TimeSpan.FromSeconds(Next(59) + 1), run.Time, token);
                break;
            case 3 when run.Session is { } session && Next(2) == 0:
                await session.GenerateReplyAsync(new() { Instructions = "Say that it takes a while." }, token);
                break;
            default:
                await GateAsync(token);
                break;
        }
        return Next(8) switch
        {
            0 => throw new ToolException("No."),
            1 => throw new InvalidOperationException("broken"),
            2 => ToolResult.Nothing,
            3 => ToolResult.Content(new DataContent(new byte[] { (byte)call.Number }, "image/png")),
            _ => ToolResult.Text($"result of {run.CallId}"),
        };
    }

    private TestTool NewTool(string name, ToolPolicy policy) =>
        new(name, (_, run) => WorkAsync(run), policy, policy.Effect == Effect.Reversible ? run => WorkAsync(run) : null);
}
