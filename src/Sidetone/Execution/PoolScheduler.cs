namespace Sidetone.Execution;

/// <summary>Work on the thread pool.</summary>
internal sealed class PoolScheduler : WorkScheduler
{
    [ThreadStatic]
    private static IThreadPoolWorkItem? t_next;
    [ThreadStatic]
    private static bool t_isTail;
    [ThreadStatic]
    private static bool t_isRunning;

    public override void Start(IThreadPoolWorkItem work, bool bringsContext = false)
    {
        if (t_isTail && bringsContext && t_next is null)
            t_next = work;
        else
            ThreadPool.UnsafeQueueUserWorkItem(work, preferLocal: true);
    }

    public override void BeginTail() => t_isTail = true;

    public override void LeaveTail()
    {
        t_isTail = false;
        if (t_next is not { } next)
            return;
        t_next = null;
        ThreadPool.UnsafeQueueUserWorkItem(next, preferLocal: false);
    }

    public override void RunTail()
    {
        t_isTail = false;
        if (t_isRunning)
            return;     // the loop below is further down on this stack, and goes on with it
        t_isRunning = true;
        while (t_next is { } next)
        {
            t_next = null;
            next.Execute();
        }
        t_isRunning = false;
    }
}
