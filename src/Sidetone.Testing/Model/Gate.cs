using Sidetone.Conversations;

namespace Sidetone.Testing;

/// <summary>Something that a script or a handler waits at until the test opens it: to interrupt a model in the middle of a sentence.</summary>
/// <example><code>
/// var gate = new Gate();
/// var model = new ScriptedModel().Says("Your order ").AndWaits(gate).AndSays("is on its way.");
/// …
/// await gate.Reached;         // the caller has heard "Your order "
/// gate.Open();
/// </code></example>
public sealed class Gate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody waits at the gate, or has passed it.</summary>
    public Task Reached => _reached.Task;

    /// <summary>The gate is open.</summary>
    public bool IsOpen => _open.Task.IsCompleted;

    /// <summary>Lets through whoever waits, and whoever comes.</summary>
    public void Open() => _open.TrySetResult();

    /// <summary>Waits until the gate is open: for the handlers and filters of a test, as a script does.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public Task PassAsync(CancellationToken cancellationToken = default)
    {
        _reached.TrySetResult();
        return _open.Task.OrCancelledAsync(cancellationToken);
    }
}
