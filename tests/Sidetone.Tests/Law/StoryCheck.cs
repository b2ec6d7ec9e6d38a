using System.Text;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Law;

/// <summary>The law, over what a story has left behind.</summary>
internal sealed class StoryCheck(RandomStory story, SessionTest test, TimeSpan closing)
{
    private readonly IReadOnlyList<ConversationEvent> _events = story.Log.Events;

    public void Check(bool isQuiet)
    {
        Demand(closing <= TimeSpan.FromSeconds(10), $"Closing took {closing}.");
        Demand(story.Hasty.Count == 0, $"{string.Join(',', story.Hasty)} ran before its start was durable.");
        Demand(story.Toolsets.All(toolset => toolset.Open is 0), "A toolset was set up and not closed, or closed twice.");
        CheckRuns();
        CheckContexts();
        foreach (var happened in _events)
            Demand(!Encoding.UTF8.GetString(EventJson.Write(happened)).Contains("\"secret\",\"arguments\":{\"value\":\"" + RandomStory.Secret, StringComparison.Ordinal), $"{happened} tells a secret.");
        if (story.Log.HasFailed)
            return;     // what was not recorded, recovery resolves
        CheckCalls(isQuiet);
        var turns = _events.OfType<TurnStarted>().Select(turn => turn.Turn).Order();
        var ended = _events.OfType<TurnEnded>().Select(turn => turn.Turn).Order();
        Demand(turns.SequenceEqual(ended), $"Turns {string.Join(',', turns)} began, {string.Join(',', ended)} ended.");
        Demand(_events.SkipWhile(happened => happened is not SessionClosed).Skip(1).All(happened => happened is ToolCallLateResult), "Something else than a late result was recorded after the end.");
        Demand(_events.Any(happened => happened is SessionClosed), "The session did not close.");
        var read = _events.Select(happened => EventJson.Read(EventJson.Write(happened))).ToList();
        if (Replay.Run(read) is { Divergence: { } divergence })
            Demand(false, $"The replay diverges: {divergence}");
    }

    private void CheckRuns()
    {
        foreach (var (call, times) in story.Runs)
        {
            var request = _events.OfType<ToolCallRequested>().FirstOrDefault(request => request.Call == call);
            if (request is null && story.Log.HasFailed)
                continue;   // it only read, which may begin before it is recorded
            Demand(request is not null, $"{call} ran, and was never recorded.");
            var limit = request!.Undoes is null && request.Tool is "reads" or "repeats" ? 2 : 1;
            Demand(times <= limit, $"{call} ({request.Tool}) ran {times} times.");
        }
    }

    private void CheckContexts()
    {
        // Two steps may be sent in another order than they were decided in, when the first is stopped at once.
        var requests = test.Model.Requests.OrderBy(request => request.Messages.Count).ToList();
        for (var i = 1; i < requests.Count; i++)
        {
            var (before, after) = (requests[i - 1].Messages, requests[i].Messages);
            for (var m = 0; m < before.Count; m++)
                Demand(m < after.Count && ReferenceEquals(before[m], after[m]), $"Message {m} of request {i} is another in the next.");
        }
    }

    private void CheckCalls(bool isQuiet)
    {
        var requests = _events.OfType<ToolCallRequested>().ToList();
        Demand(requests.Select((request, i) => request.Call.Number == i + 1).All(inOrder => inOrder), "The calls are not numbered in order.");
        foreach (var request in requests)
        {
            var ends = _events.OfType<ToolCallEnded>().Where(ended => ended.Call == request.Call).ToList();
            Demand(ends.Count == 1, $"{request.Call} has {ends.Count} outcomes.");
            Demand(_events.OfType<ToolCallLateResult>().Count(late => late.Call == request.Call) <= 1, $"{request.Call} has two late results.");
            Demand(_events.OfType<ToolCallStarted>().Where(started => started.Call == request.Call).All(started => started.Seq > request.Seq && started.Seq < ends[0].Seq), $"{request.Call} started out of order.");
            if (request.Undoes is not null)
                continue;
            var calls = test.Session.History.OfType<CallItem>().Count(item => item.Call == request.Call);
            var outputs = test.Session.History.OfType<OutputItem>().Count(item => item.Call == request.Call);
            Demand(calls == 1 && outputs == 1, $"{request.Call} stands {calls} times in the history, and its output {outputs} times.");
            var hasPlaceholder = test.Model.Requests.Any(model => model.OutputOf(request.Call.ToString())?.StartsWith("This is still running", StringComparison.Ordinal) == true);
            var isTold = test.Model.Requests.Any(model => model.OutputOf(request.Call + "_result") is not null);
            // What the model had not heard when its turn was over was told when everything had come to rest.
            var turn = _events.OfType<ModelRequested>().First(asked => asked.Step == request.Step).Turn;
            var isLate = _events.OfType<TurnEnded>().First(over => over.Turn == turn).Seq < ends[0].Seq;
            // A request that was cut off before it reached the model is as good as one cut off while the model read: the next turn tells it.
            var wasAsked = _events.OfType<ModelRequested>().Any(asked => asked.Seq > ends[0].Seq);
            var wasCutOff = !wasAsked && _events.OfType<TurnEnded>().First(over => over.Turn == turn).Reason == TurnEnd.Interrupted;
            if (isQuiet && (isLate || wasCutOff) && !hasPlaceholder && ends[0].Outcome == Outcome.Completed && !ends[0].Nothing && request.Tool is not ("quiet" or "later"))
                Demand(test.Model.Requests.Any(model => model.OutputOf(request.Call.ToString()) is not null), $"{request.Call} had its result when its turn was cut off, and it was never told.");
            if (isQuiet && isLate && hasPlaceholder && ends[0].Outcome == Outcome.Completed && !ends[0].Nothing && request.Tool is not ("quiet" or "later"))
                Demand(isTold, $"{request.Call} was sent while it ran, and its result never after.");
        }
    }

    private void Demand(bool holds, string breach)
    {
        if (!holds)
            Assert.Fail($"{breach}\n{string.Join('\n', _events.Select(happened => Encoding.UTF8.GetString(EventJson.Write(happened))))}");
    }
}
