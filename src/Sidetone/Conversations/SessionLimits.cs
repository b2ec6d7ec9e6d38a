namespace Sidetone.Conversations;

/// <summary>The bounds by which a session decides. They are part of the log, so that a replay decides alike.</summary>
/// <remarks>Times are from zero to a day, and numbers at least 1, unless said otherwise: whoever takes others is refused when the session or executor is made.</remarks>
public sealed record SessionLimits
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <summary>How many times in one turn the model may see results and call tools again. After that it must answer in words. 0 for no tools at all. Default: 10.</summary>
    public int MaxToolSteps { get; init; } = 10;

    /// <summary>What the agent says when the budget is used up and the model still has no words.</summary>
    public string StepBudgetText { get; init; } = "I could not finish that. Could you say it another way?";

    /// <summary>How many calls one model response may make; more are denied. Default: 32.</summary>
    public int MaxCallsPerStep { get; init; } = 32;

    /// <summary>How many calls may run at once; more wait in order. What takes a call back waits for no room. Default: 16.</summary>
    public int MaxParallelCalls { get; init; } = 16;

    /// <summary>How many calls may be without an outcome, running or waiting; more are denied. Default: 256.</summary>
    public int MaxOpenCalls { get; init; } = 256;

    /// <summary>How many handlers of this process may have been given up and still run: above that, a tool that has one of them is denied.
    /// Default: 64.</summary>
    public int MaxAbandonedCalls { get; init; } = 64;

    /// <summary>How long the arguments of a call may be, in bytes of UTF-8; longer ones are not read. Default: 262,144.</summary>
    public int MaxArgumentBytes { get; init; } = 256 * 1024;

    /// <summary>How often in one turn a call with equal arguments may end with an equal output before it is denied. Default: 3.</summary>
    public int MaxIdenticalCalls { get; init; } = 3;

    /// <summary>How many turns may wait behind one that cannot be interrupted; more are refused. Default: 16.</summary>
    public int MaxWaitingTurns { get; init; } = 16;

    /// <summary>How long a call may wait in filters (for an approval) before its handler starts. Default: 2 minutes.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a call that was told to stop may take to do so. Default: 2 seconds.</summary>
    public TimeSpan GracePeriod { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long calls that change something may finish while the session closes. Default: 5 seconds.</summary>
    public TimeSpan FinishTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Where the model is behind a wire: calls that one response asks for can be this far apart. One that comes sooner after the outcome
    /// of another of that response was asked for without knowing it. Default: 250 milliseconds.</summary>
    public TimeSpan AnswerLatency { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long the model may take for one step. Default: 2 minutes.</summary>
    public TimeSpan ModelTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <exception cref="ArgumentException">A bound is none; the message says what it may be.</exception>
    internal void Validate()
    {
        CheckNumber(MaxToolSteps, 0, nameof(MaxToolSteps));
        CheckNumber(MaxCallsPerStep, 1, nameof(MaxCallsPerStep));
        CheckNumber(MaxParallelCalls, 1, nameof(MaxParallelCalls));
        CheckNumber(MaxOpenCalls, 1, nameof(MaxOpenCalls));
        CheckNumber(MaxAbandonedCalls, 1, nameof(MaxAbandonedCalls));
        CheckNumber(MaxArgumentBytes, 1, nameof(MaxArgumentBytes));
        CheckNumber(MaxIdenticalCalls, 1, nameof(MaxIdenticalCalls));
        CheckNumber(MaxWaitingTurns, 1, nameof(MaxWaitingTurns));
        CheckTime(StartTimeout, nameof(StartTimeout));
        CheckTime(GracePeriod, nameof(GracePeriod));
        CheckTime(FinishTimeout, nameof(FinishTimeout));
        CheckTime(AnswerLatency, nameof(AnswerLatency));
        CheckTime(ModelTimeout, nameof(ModelTimeout));
    }

    // A wait without an end is never meant, and sums of longer ones are more than a timer takes.
    internal static void CheckTime(TimeSpan time, string name)
    {
        if (time < TimeSpan.Zero || time > s_longest)
            throw new ArgumentException($"{name} is {(time == Timeout.InfiniteTimeSpan ? "infinite" : time)}; it must be between 0 and 1 day, because nothing waits for ever.");
    }

    internal static void CheckNumber(int number, int least, string name)
    {
        if (number < least)
            throw new ArgumentException($"{name} is {number}; it must be {least} or more.");
    }
}
