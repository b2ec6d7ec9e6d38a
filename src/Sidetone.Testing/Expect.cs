using Sidetone.Conversations;

namespace Sidetone.Testing;

/// <summary>Expectations of what a test has in hand. In a <see cref="SessionTest"/> begin with <see cref="SessionTest.Expect"/> instead.</summary>
public static class Expect
{
    /// <summary>Of one turn: its calls with their outputs, and after them all that was said.</summary>
    /// <param name="result">What the turn came to.</param>
    public static Expectations That(RunResult result) => new(Happenings.Of(result ?? throw new ArgumentNullException(nameof(result))));

    /// <summary>Of events: of a log, or of a file.</summary>
    /// <param name="events">The events, in order.</param>
    public static Expectations That(IEnumerable<ConversationEvent> events) => new(Happenings.Of(events ?? throw new ArgumentNullException(nameof(events))));
}
