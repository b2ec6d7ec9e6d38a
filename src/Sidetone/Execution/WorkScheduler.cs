namespace Sidetone.Execution;

/// <summary>Where all work starts: handlers, filters, model calls, callbacks. The one seam through which a test can run a session
/// on one thread and in virtual time.</summary>
internal abstract class WorkScheduler
{
    public static WorkScheduler Pool { get; } = new PoolScheduler();

    /// <summary>What was started here and never came to an end, of all conversations.</summary>
    public AbandonedCalls Abandoned { get; } = new();

    /// <summary>Starts work, never on the stack of code that is not ours.</summary>
    /// <param name="work">The work.</param>
    /// <param name="bringsContext">It runs in an execution context of its own, whoever starts it.</param>
    public abstract void Start(IThreadPoolWorkItem work, bool bringsContext = false);

    /// <summary>Our own waits come back to the context that they started in. Only a test's scheduler wants that:
    /// anywhere else that context is of whoever called, and may be blocked.</summary>
    public virtual bool KeepsContext => false;

    /// <summary>From here to <see cref="RunTail"/> this thread has nothing left to do but to report: the first work that starts
    /// meanwhile may run on it afterwards, and saves a switch of threads.</summary>
    public virtual void BeginTail()
    {
    }

    /// <summary>Runs what the tail has started. Only where no code of a user is further down on the stack, or comes after.</summary>
    public virtual void RunTail()
    {
    }

    /// <summary>There is code of a user to run after all: what the tail has started goes elsewhere.</summary>
    public virtual void LeaveTail()
    {
    }
}
