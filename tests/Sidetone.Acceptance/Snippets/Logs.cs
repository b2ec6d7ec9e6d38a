using Microsoft.Extensions.AI;
using Sidetone.Conversations;

namespace Sidetone.Acceptance.Snippets;

// snippet: sensitive
public static partial class Doors
{
    /// <summary>Opens the caller's door.</summary>
    [Tool]
    public static string OpenDoor(int door, [Sensitive] string pin) => pin.Length == 4 ? $"Door {door} is open." : throw new ToolException("The PIN has four digits.");
}
// end

// snippet: own-log
/// <summary>Counts how calls end, and hands everything on.</summary>
public sealed class CountingLog(IConversationLog next) : IConversationLog
{
    public Dictionary<Outcome, int> Ends { get; } = [];

    public ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        foreach (var end in events.OfType<ToolCallEnded>())
            Ends[end.Outcome] = Ends.GetValueOrDefault(end.Outcome) + 1;
        return next.AppendAsync(events, cancellationToken);     // complete when it is durable, and not before
    }

    public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) =>
        next.ReadAsync(after, follow, cancellationToken);
}
// end

public sealed class Logs
{
    [Fact]
    public async Task Record_and_replay()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        IChatClient model = new OfflineModel();
        var agent = new Agent("You open doors.") { Tools = Doors.Tools };

        // snippet: file-log
        await using (var log = new FileLog(path))       // an append is complete when it is on the disk
        await using (var session = new AgentSession(model, agent, options: new() { Log = log }))
            await session.RunAsync("Open door 3 with pin \"4711\"");

        IReadOnlyList<ConversationEvent> recorded = await ConversationFile.ReadAsync(path);
        Replay replay = Replay.Run(recorded);           // no model and no handler: the facts are fed in, the decisions compared
        Console.WriteLine(replay.Divergence?.Why ?? $"{replay.Alike} events, all alike");
        // end
        Assert.Null(replay.Divergence);
        var call = Assert.Single(recorded.OfType<ToolCallRequested>());
        Assert.Contains("[sensitive]", call.Arguments.ToString(), StringComparison.Ordinal);
        Assert.Contains(recorded, happened => happened is ToolCallEnded { Outcome: var outcome } && outcome == Outcome.Completed);

        var counting = new CountingLog(new MemoryLog());
        await using (var session = new AgentSession(model, agent, options: new() { Log = counting }))
        {
            await session.RunAsync("Open door 3 with pin \"4711\"");
            File.Delete(path);
            // snippet: write-log
            await ConversationFile.WriteAsync(path, session.Log);
            // end
        }
        Assert.Equal(Outcome.Completed, Assert.Single((await ConversationFile.ReadAsync(path)).OfType<ToolCallEnded>()).Outcome);
        Assert.Equal(1, counting.Ends[Outcome.Completed]);
        File.Delete(path);
    }
}
