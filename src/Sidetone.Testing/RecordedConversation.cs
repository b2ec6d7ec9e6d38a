using Sidetone.Conversations;

namespace Sidetone.Testing;

/// <summary>A conversation that really took place, from its file: to expect things of, and to see whether the code would decide alike today.</summary>
/// <example><code>
/// var call = await RecordedConversation.LoadAsync("calls/two-a-7.jsonl");
/// call.Expect.Call("place_order").Once().Outcome(Outcome.Completed);
/// call.ExpectSameDecisions();
/// </code></example>
public sealed class RecordedConversation
{
    private RecordedConversation(IReadOnlyList<ConversationEvent> events) => Events = events;

    /// <summary>All that happened.</summary>
    public IReadOnlyList<ConversationEvent> Events { get; }

    /// <summary>What the test expects to have happened.</summary>
    public Expectations Expect => Testing.Expect.That(Events);

    /// <summary>Loads a conversation.</summary>
    /// <param name="path">Its file: JSON lines, one event each.</param>
    /// <exception cref="FormatException">A line is no event; the message names it.</exception>
    public static async Task<RecordedConversation> LoadAsync(string path) => new(await ConversationFile.ReadAsync(path));

    /// <summary>Loads a conversation.</summary>
    /// <param name="stream">JSON lines, one event each.</param>
    /// <exception cref="FormatException">A line is no event; the message names it.</exception>
    public static async Task<RecordedConversation> LoadAsync(Stream stream)
    {
        var events = new List<ConversationEvent>();
        await foreach (var happened in ConversationFile.ReadAsync(stream))
            events.Add(happened);
        return new(events);
    }

    /// <summary>Feeds the recorded facts to the code of today, and expects the decisions that were recorded.</summary>
    /// <exception cref="ExpectationException">It decides otherwise; the message says where first.</exception>
    public void ExpectSameDecisions()
    {
        if (Replay.Run(Events).Divergence is not { } divergence)
            return;
        var happened = Happenings.Of(Events);
        var place = happened.FindIndex(happening => happening.Seq >= divergence.Seq);
        throw Listing.Failure(
            $"Expected the same decisions as recorded. Event {divergence.Seq}: {divergence.Why}\n  recorded: {divergence.Recorded ?? "nothing"}\n  decided:  {divergence.Decided ?? "nothing"}",
            happened,
            [place < 0 ? happened.Count : place]);
    }
}
