using Sidetone.Execution;

namespace Sidetone.Testing;

/// <summary>All work of a session, one piece at a time: what the session starts, and what its handlers come back to after an await.</summary>
internal abstract class Schedule
{
    private readonly Lock _gate = new();
    private readonly List<Piece> _runnable = [];
    private readonly List<TaskCompletionSource> _resting = [];
    private readonly Returner _context;

    protected Schedule()
    {
        Scheduler = new Starter(this);
        _context = new Returner(this);
    }

    /// <summary>The schedule whose work this is; null on any other thread.</summary>
    public static Schedule? Current => (SynchronizationContext.Current as Returner)?.Schedule;

    /// <summary>The seam of the core.</summary>
    public WorkScheduler Scheduler { get; }

    /// <summary>Where awaits come back to.</summary>
    public SynchronizationContext Context => _context;

    /// <summary>Completes when nothing is runnable.</summary>
    public virtual Task RestAsync()
    {
        var resting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
            _resting.Add(resting);
        Wake();
        return resting.Task;
    }

    /// <summary>Waits for something that a test can wait for in vain.</summary>
    public abstract Task BeforePatienceEndsAsync(Task task, Func<string> problem);

    /// <summary>Starts an asynchronous piece of work here.</summary>
    public Task InvokeAsync(Func<Task> work)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(() => _ = RunAsync());
        return done.Task;

        async Task RunAsync()
        {
            try
            {
                await work();
                done.SetResult();
            }
            catch (Exception exception)
            {
                done.SetException(exception);
            }
        }
    }

    public void Add(Action work) => Add(new Piece(static state => ((Action)state!)(), work));

    /// <summary>There may be something to run.</summary>
    protected abstract void Wake();

    /// <summary>Which of several runnable pieces comes next.</summary>
    protected abstract int Choose(int count);

    /// <summary>A piece is being added, by this thread.</summary>
    protected virtual void Adding()
    {
    }

    /// <summary>Runs pieces on this thread until none is left; then calls <paramref name="stop"/>, before another can be added.</summary>
    protected void Drain(Action? stop)
    {
        var before = SynchronizationContext.Current;
        try
        {
            while (Take(stop) is { } piece)
            {
                SynchronizationContext.SetSynchronizationContext(_context);
                piece.Run();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    private Piece? Take(Action? stop)
    {
        while (true)
        {
            TaskCompletionSource[] rested;
            lock (_gate)
            {
                if (_runnable.Count > 0)
                {
                    var next = Choose(_runnable.Count);
                    var piece = _runnable[next];
                    _runnable.RemoveAt(next);
                    return piece;
                }
                if (_resting.Count == 0)
                {
                    stop?.Invoke();
                    return null;
                }
                rested = [.. _resting];
                _resting.Clear();
            }
            foreach (var waiter in rested)
                waiter.SetResult();     // who waited here becomes runnable again
        }
    }

    private void Add(Piece piece)
    {
        Adding();
        lock (_gate)
            _runnable.Add(piece);
        Wake();
    }

    private sealed record Piece(SendOrPostCallback Callback, object? State)
    {
        public void Run() => Callback(State);
    }

    private sealed class Starter(Schedule schedule) : WorkScheduler
    {
        public override bool KeepsContext => true;

        public override void Start(IThreadPoolWorkItem work, bool bringsContext = false) =>
            schedule.Add(new Piece(static state => ((IThreadPoolWorkItem)state!).Execute(), work));
    }

    private sealed class Returner(Schedule schedule) : SynchronizationContext
    {
        public Schedule Schedule => schedule;

        public override void Post(SendOrPostCallback d, object? state) => schedule.Add(new Piece(d, state));

        public override void Send(SendOrPostCallback d, object? state) => d(state);

        public override SynchronizationContext CreateCopy() => this;
    }
}
