using System.Threading.Tasks.Sources;

namespace Sidetone.Conversations;

/// <summary>Waits for one input to be durable, or dropped.</summary>
internal sealed class Admission : IAdmission, IValueTaskSource<bool>
{
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>True when the input became a durable fact; false when it was dropped. Throws when the log failed.</summary>
    public ValueTask<bool> Task => new(this, _core.Version);

    public bool MayRunEarly => false;

    public void Complete(bool admitted) => _core.SetResult(admitted);

    public void Fail(Exception exception) => _core.SetException(exception);

    bool IValueTaskSource<bool>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
