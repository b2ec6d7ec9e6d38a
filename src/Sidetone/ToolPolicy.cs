namespace Sidetone;

/// <summary>What is declared of a tool: its effect, and what follows from it unless said otherwise.</summary>
public sealed record ToolPolicy
{
    /// <summary>The policy of a bare <c>[Tool]</c>: mutating, 30 seconds, runs to its end, joins repeats.</summary>
    public static ToolPolicy Default { get; } = new();

    private readonly OnInterruption? _interruption;
    private readonly OnDuplicate? _duplicates;

    /// <summary>What the tool does to the world. Default: <see cref="Effect.Mutating"/>.</summary>
    public Effect Effect { get; init; }

    /// <summary>What an interruption does to a running call. Default: <see cref="OnInterruption.Cancel"/> for a read-only tool, otherwise <see cref="OnInterruption.Finish"/>.</summary>
    public OnInterruption Interruption
    {
        get => _interruption ?? (Effect == Effect.ReadOnly ? OnInterruption.Cancel : OnInterruption.Finish);
        init => _interruption = value;
    }

    /// <summary>What becomes of a call that repeats an earlier one whose outcome the model cannot know yet. Default: <see cref="OnDuplicate.Allow"/> for a read-only tool, otherwise <see cref="OnDuplicate.Join"/>.</summary>
    public OnDuplicate Duplicates
    {
        get => _duplicates ?? (Effect == Effect.ReadOnly ? OnDuplicate.Allow : OnDuplicate.Join);
        init => _duplicates = value;
    }

    /// <summary>When two calls count as the same action. Default: equal validated arguments.</summary>
    public DuplicateScope DuplicateScope { get; init; }

    /// <summary>How long a call may run. Default: 30 seconds. <see cref="System.Threading.Timeout.InfiniteTimeSpan"/> for no limit of its own.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many calls of this tool may run at once in a session. Default: 0, no limit of its own.</summary>
    public int MaxConcurrency { get; init; }

    /// <summary>How often a failing call is attempted, the first included. Default: 1.</summary>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>How much of a failure the model may read. Default: <see cref="ErrorMode.Auto"/>.</summary>
    public ErrorMode Errors { get; init; }

    /// <summary>How a late result reaches the caller. Default: <see cref="ResultDelivery.WhenIdle"/>.</summary>
    public ResultDelivery Delivery { get; init; }

    /// <summary>The tool is not offered in replies that an agent makes while it enters. Default: false.</summary>
    public bool HiddenOnEnter { get; init; }

    /// <summary>The longest output handed to the model, in bytes of UTF-8. Default: 32768.</summary>
    public int MaxOutputBytes { get; init; } = 32 * 1024;

    /// <summary>Checks that the parts go together.</summary>
    /// <param name="tool">The tool's name, for the message.</param>
    /// <exception cref="ArgumentException">They do not; the message says what to change.</exception>
    internal void Validate(string tool)
    {
        if (Effect == Effect.Mutating && Interruption == OnInterruption.Cancel)
            throw new ArgumentException($"Tool '{tool}' is Mutating and marked to be cancelled by an interruption: half of its effect might stay. Declare it Idempotent or Reversible if that is true, or use OnInterruption.Finish.");
        if (Duplicates == OnDuplicate.Replace && Interruption != OnInterruption.Cancel)
            throw new ArgumentException($"Tool '{tool}' replaces duplicates, which cancels the first run, but may not be cancelled. Use OnInterruption.Cancel, or OnDuplicate.Join.");
        if (MaxAttempts > 1 && Effect is (Effect.Mutating or Effect.Reversible))
            throw new ArgumentException($"Tool '{tool}' is {Effect} and may not be attempted {MaxAttempts} times: a failed attempt may have taken effect. Declare it Idempotent if its key makes that harmless.");
        if (Timeout <= TimeSpan.Zero && Timeout != System.Threading.Timeout.InfiniteTimeSpan)
            throw new ArgumentException($"Tool '{tool}' has a timeout of {Timeout}; it must be positive, or Timeout.InfiniteTimeSpan.");
        if (MaxConcurrency < 0 || MaxAttempts < 1 || MaxOutputBytes < 256)
            throw new ArgumentException($"Tool '{tool}': MaxConcurrency must be 0 or more, MaxAttempts 1 or more, MaxOutputBytes 256 or more.");
    }
}
