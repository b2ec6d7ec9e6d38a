using Sidetone.Conversations;

namespace Sidetone.Testing;

/// <summary>Stands in for a tool in one session: name, schema, validation and policy stay the real tool's, only its body is not run.
/// Unless it is told beforehand what to do, each call runs until the test says how it ends.</summary>
/// <example><code>
/// var order = test.Mock("place_order");
/// var turn = test.Session.RunAsync("Two A-7, please.");
/// await order.Started;
/// order.Complete(new Receipt("R-1"));
/// </code></example>
public sealed class MockTool
{
    private readonly Lock _gate = new();
    private readonly List<MockCall> _calls = [];
    private readonly List<CallId> _undone = [];
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<Task, string, Task> _wait;
    private Func<MockCall, RunContext, object?>? _body;
    private bool _ignoresCancellation;

    internal MockTool(string name, Func<Task, string, Task> wait)
    {
        Name = name;
        _wait = wait;
    }

    /// <summary>The tool's name.</summary>
    public string Name { get; }

    /// <summary>Completes when the first call has started and the session has come to rest.
    /// Fails the test when that does not come, instead of letting it hang.</summary>
    public Task Started => _wait(_started.Task, Name);

    /// <summary>The calls that reached the mock, each attempt on its own, in order.</summary>
    public IReadOnlyList<MockCall> Calls
    {
        get
        {
            lock (_gate)
                return [.. _calls];
        }
    }

    /// <summary>Calls whose effect was taken back.</summary>
    public IReadOnlyList<CallId> Undone
    {
        get
        {
            lock (_gate)
                return [.. _undone];
        }
    }

    /// <summary>Every call returns this at once.</summary>
    /// <param name="result">What a method could return: any object, text, an agent that takes over, a <see cref="ToolResult"/>, or null for nothing.</param>
    public MockTool Returns(object? result) => With((_, _) => result);

    /// <summary>Every call runs this in the tool's place. Parameters are bound by name, and may leave some out;
    /// a <see cref="RunContext"/>, a <see cref="CancellationToken"/> or the <see cref="MockCall"/> are handed in. It may be asynchronous.
    /// One that the tool does not have, or of another type, fails the test.</summary>
    /// <param name="body">As in <c>(string sku, int quantity) =&gt; new Receipt($"{sku}-{quantity}")</c>.</param>
    public MockTool Returns(Delegate? body) => body is null
        ? Returns((object?)null)
        : With((call, run) => MockDelegate.Invoke(body, call, run));

    /// <summary>Every call runs this in the tool's place.</summary>
    /// <param name="body">As in <c>call =&gt; call.Get&lt;int&gt;("quantity") * 2</c>.</param>
    public MockTool Returns(Func<MockCall, object?>? body) => Returns((Delegate?)body);

    /// <summary>Every call says no at once.</summary>
    /// <param name="message">In words for the model.</param>
    public MockTool Refuses(string message) => Fails(new ToolException(message));

    /// <summary>Every call fails at once.</summary>
    /// <param name="exception">What it throws.</param>
    public MockTool Fails(Exception exception) => With((_, _) => exception);

    /// <summary>Calls run on until they are told how to end, even when they are cancelled: tools that cannot be stopped.</summary>
    public MockTool IgnoresCancellation()
    {
        _ignoresCancellation = true;
        return this;
    }

    /// <summary>Ends the oldest call that runs.</summary>
    /// <param name="result">What a method could return: any object, text, an agent that takes over, a <see cref="ToolResult"/>, or null for nothing.</param>
    public void Complete(object? result = null) => Running("complete").Complete(result);

    /// <summary>Ends the oldest call that runs: the tool says no.</summary>
    /// <param name="message">In words for the model.</param>
    public void Refuse(string message) => Running("refuse").Refuse(message);

    /// <summary>Ends the oldest call that runs: the tool fails.</summary>
    /// <param name="exception">What it throws.</param>
    public void Fail(Exception exception) => Running("fail").Fail(exception);

    /// <summary>What the test got wrong about the tool, as a parameter that it does not have.</summary>
    internal ExpectationException? Failure { get; private set; }

    internal async ValueTask<ToolResult> RunAsync(RunContext run)
    {
        var call = new MockCall(Name, run);
        lock (_gate)
            _calls.Add(call);
        _started.TrySetResult();
        try
        {
            return await call.RunAsync(_body, run, _ignoresCancellation);
        }
        catch (ExpectationException exception)
        {
            Failure ??= exception;
            throw;
        }
    }

    internal ValueTask<ToolResult> UndoAsync(CallId undone)
    {
        lock (_gate)
            _undone.Add(undone);
        return new(ToolResult.Nothing);
    }

    private MockTool With(Func<MockCall, RunContext, object?> body)
    {
        _body = body;
        return this;
    }

    private MockCall Running(string verb) => Calls.FirstOrDefault(call => call.IsRunning)
        ?? throw new ExpectationException($"There is no call of {Name} to {verb}: {Calls.Count} reached the mock, and none runs. Await Started before.");
}
