namespace Sidetone.Execution;

/// <summary>Where all work starts: handlers, filters, model calls, callbacks. The one seam through which a test can run a session
/// on one thread and in virtual time.</summary>
internal abstract class WorkScheduler
{
    public static WorkScheduler Pool { get; } = new PoolScheduler();

    /// <summary>Starts work, never on the caller's stack.</summary>
    public abstract void Start(IThreadPoolWorkItem work);

    private sealed class PoolScheduler : WorkScheduler
    {
        public override void Start(IThreadPoolWorkItem work) => ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: false);
    }
}
