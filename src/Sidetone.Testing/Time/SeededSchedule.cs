namespace Sidetone.Testing;

/// <summary>Runs all work on the thread that asks for it, and chooses by a seed what of all that could run runs next. No thread of the
/// pool takes part, so the same seed gives the same interleaving.</summary>
/// <param name="seed">The seed.</param>
internal sealed class SeededSchedule(int seed) : Schedule
{
    private readonly Random _random = new(seed);
    private int _thread = Environment.CurrentManagedThreadId;
    private volatile string? _wayBack;

    /// <summary>Runs a story here, until it is over.</summary>
    /// <param name="story">The story.</param>
    /// <exception cref="ExpectationException">It waits for something that cannot happen any more.</exception>
    public void Run(Func<Task> story)
    {
        ArgumentNullException.ThrowIfNull(story);
        var before = SynchronizationContext.Current;
        Task told;
        try
        {
            SynchronizationContext.SetSynchronizationContext(Context);
            told = story();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
        RunUntilIdle();
        if (!told.IsCompleted)
            throw new ExpectationException("The story waits for something, but nothing can run any more. Perhaps time has to be advanced, or a mock or gate to be told.");
        told.GetAwaiter().GetResult();
    }

    /// <summary>Runs, on this thread, whatever is runnable and what follows from it, until nothing is.</summary>
    public void RunUntilIdle()
    {
        _thread = Environment.CurrentManagedThreadId;
        Drain(null);
        if (_wayBack is not null)
            throw new ExpectationException($"Some work left the thread of the seeded schedule and came back from another, so the seed does not decide what happens. Look for ConfigureAwait(false), WaitAsync with a token, or real input and output. It came back so:\n{_wayBack}");
    }

    public override Task BeforePatienceEndsAsync(Task task, Func<string> problem) => task;

    protected override void Adding()
    {
        if (Environment.CurrentManagedThreadId != _thread)
            _wayBack ??= Environment.StackTrace;
    }

    protected override void Wake()
    {
    }

    protected override int Choose(int count) => _random.Next(count);
}
