using System.Threading.Tasks.Sources;

namespace Sidetone.Conversations;

/// <summary>A wait for one value. It is awaited once, and can then serve the next wait.</summary>
internal abstract class Wait<T> : IValueTaskSource<T>
{
    private ManualResetValueTaskSourceCore<T> _core;

    /// <param name="resumesOnPool">Whoever waits goes on by way of the pool; otherwise where the value is set.</param>
    protected Wait(bool resumesOnPool) => _core.RunContinuationsAsynchronously = resumesOnPool;

    public ValueTask<T> Task => new(this, _core.Version);

    public void Set(T value) => _core.SetResult(value);

    public void Fail(Exception exception) => _core.SetException(exception);

    /// <summary>The value was taken: nobody knows this object any more.</summary>
    protected abstract void Free();

    T IValueTaskSource<T>.GetResult(short token)
    {
        if (_core.GetStatus(token) == ValueTaskSourceStatus.Pending)
            throw new InvalidOperationException("There is no value yet: await it.");
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            _core.Reset();
            Free();
        }
    }

    ValueTaskSourceStatus IValueTaskSource<T>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<T>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
