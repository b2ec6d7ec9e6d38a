namespace Sidetone.Conversations;

/// <summary>What is to be done at the edge because of an event, once that event is durable.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Number">The call, step or turn that it concerns.</param>
/// <param name="Subject">What else the edge needs: the record, the event, the agent.</param>
internal readonly record struct Directive(DirectiveKind Kind, int Number = 0, object? Subject = null)
{
    /// <summary>What the time is for, of a timer.</summary>
    public TimerKind Timer { get; init; }

    /// <summary>How long from now, of a timer.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Reading changes nothing, so it need not wait for the record to be durable.</summary>
    public bool MayRunEarly { get; init; }
}
