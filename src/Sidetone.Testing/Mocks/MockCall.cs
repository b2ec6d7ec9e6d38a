using System.Text.Json;
using Sidetone.Conversations;
using Sidetone.Tools;
using Sidetone.Tools.Reflection;

namespace Sidetone.Testing;

/// <summary>One call that reached a mock: its arguments had been validated against the real schema.</summary>
public sealed class MockCall
{
    private readonly TaskCompletionSource<object?> _told = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal MockCall(string tool, RunContext run)
    {
        Tool = tool;
        Id = run.CallId;
        IdempotencyKey = run.IdempotencyKey;
        Attempt = run.Attempt;
        Arguments = TestJson.Parse(new JsonText(run.Arguments).ToString());
        CancellationToken = run.CancellationToken;
    }

    /// <summary>The tool's name.</summary>
    public string Tool { get; }

    /// <summary>The call's id in its conversation.</summary>
    public CallId Id { get; }

    /// <summary>The key that the real tool would have got.</summary>
    public string IdempotencyKey { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>The arguments, defaults filled in.</summary>
    public JsonElement Arguments { get; }

    /// <summary>Fires when the call is cancelled.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The call has neither been told what to do, nor has it heeded its token.</summary>
    public bool IsRunning { get; private set; } = true;

    /// <summary>An argument by its name.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="name">Its name in the schema.</param>
    public T? Get<T>(string name) => (T?)Get(name, typeof(T));

    /// <summary>Ends the call.</summary>
    /// <param name="result">What a method could return: any object, text, an agent that takes over, a <see cref="ToolResult"/>, or null for nothing.</param>
    public void Complete(object? result = null) => Tell(() => _told.TrySetResult(result));

    /// <summary>Ends the call: the tool says no.</summary>
    /// <param name="message">In words for the model.</param>
    public void Refuse(string message) => Fail(new ToolException(message));

    /// <summary>Ends the call: the tool fails.</summary>
    /// <param name="exception">What it throws.</param>
    public void Fail(Exception exception) => Tell(() => _told.TrySetException(exception));

    internal object? Get(string name, Type type)
    {
        if (!Arguments.TryGetProperty(name, out var value))
            throw new ExpectationException($"{Tool} has no argument '{name}'; {Id} came with {Arguments.GetRawText()}.");
        try
        {
            return TestJson.Read(value, type);
        }
        catch (JsonException exception)
        {
            throw new ExpectationException($"'{name}' of {Tool} is {value.GetRawText()}, and no {type.Name}.", exception);
        }
    }

    // A result is what the real tool's code would make of it: an agent hands over, an exception is as if it was thrown.
    internal async ValueTask<ToolResult> RunAsync(Func<MockCall, RunContext, object?>? body, RunContext run, bool ignoresCancellation)
    {
        try
        {
            var returned = body is null ? await _told.Task.OrCancelledAsync(ignoresCancellation ? default : CancellationToken) : body(this, run);
            return await FunctionResult.OfAsync(returned, ReflectedJson.Plain, CancellationToken);
        }
        finally
        {
            IsRunning = false;
        }
    }

    private void Tell(Func<bool> tell)
    {
        if (!IsRunning || !tell())
            throw new ExpectationException($"{Id} ({Tool}) has settled already: it was told what to do before, or heeded its token.");
    }
}
