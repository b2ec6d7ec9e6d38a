using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Tests.Law;

/// <summary>The law, over what a conversation has left behind.</summary>
internal sealed class StoryCheck(RandomStory story, SessionTest test) : CallCheck(story)
{
    public void Check(TimeSpan closing, bool isQuiet)
    {
        CheckCalls(closing, TimeSpan.FromSeconds(10));
        CheckContexts();
        if (story.Log.HasFailed)
            return;
        var turns = Events.OfType<TurnStarted>().Select(turn => turn.Turn).Order();
        var ended = Events.OfType<TurnEnded>().Select(turn => turn.Turn).Order();
        Demand(turns.SequenceEqual(ended), $"Turns {string.Join(',', turns)} began, {string.Join(',', ended)} ended.");
        foreach (var request in Events.OfType<ToolCallRequested>().Where(request => request.Undoes is null))
            CheckTold(request, EndOf(request.Call), isQuiet);
    }

    private void CheckContexts()
    {
        foreach (var request in test.Model.Requests)
            CheckPairs(request);
        if (story.Forgets)
            return;
        // Two steps may be sent in another order than they were decided in, when the first is stopped at once.
        var requests = test.Model.Requests.OrderBy(request => request.Messages.Count).ToList();
        for (var i = 1; i < requests.Count; i++)
        {
            var (before, after) = (requests[i - 1].Messages, requests[i].Messages);
            for (var m = 0; m < before.Count; m++)
                Demand(m < after.Count && ReferenceEquals(before[m], after[m]), $"Message {m} of request {i} is another in the next.");
        }
    }

    private void CheckPairs(ModelRequest request)
    {
        var shown = request.Messages.SelectMany(message => message.Contents.OfType<DataContent>()).ToList();
        Demand(shown.Distinct().Count() == shown.Count, $"An image is shown twice: {request}");
        for (var m = 0; m < request.Messages.Count; m++)
        {
            var calls = request.Messages[m].Contents.OfType<FunctionCallContent>().Select(call => call.CallId).ToList();
            if (calls.Count > 0)
                Demand(m + 1 < request.Messages.Count && calls.SequenceEqual(Answered(request.Messages[m + 1])), $"Calls of message {m} are not answered by the next: {request}");
            else if (Answered(request.Messages[m]).Any())
                Demand(m > 0 && request.Messages[m - 1].Contents.OfType<FunctionCallContent>().Any(), $"Message {m} answers what nobody asked: {request}");
        }
    }

    private static IEnumerable<string> Answered(ChatMessage message) => message.Contents.OfType<FunctionResultContent>().Select(result => result.CallId);

    private void CheckTold(ToolCallRequested request, ToolCallEnded end, bool isQuiet)
    {
        var calls = test.Session.History.OfType<CallItem>().Count(item => item.Call == request.Call);
        var outputs = test.Session.History.OfType<OutputItem>().Count(item => item.Call == request.Call);
        Demand(calls == 1 && outputs == 1, $"{request.Call} stands {calls} times in the history, and its output {outputs} times.");
        if (!isQuiet || end.Outcome != Outcome.Completed || end.Nothing || request.Tool is "quiet" or "later")
            return;
        var hasPlaceholder = test.Model.Requests.Any(model => model.OutputOf(request.Call.ToString())?.StartsWith("This is still running", StringComparison.Ordinal) == true);
        // What the model had not heard when its turn was over was told when everything had come to rest.
        var turnEnd = EndOfTurnOf(Events.OfType<ModelRequested>().First(asked => asked.Step == request.Step));
        var isLate = turnEnd.Seq < end.Seq;
        // A request that was cut off before it reached the model is as good as one cut off while the model read: the next turn tells it.
        var asked = Events.OfType<ModelRequested>().Where(asked => asked.Seq > end.Seq).ToList();
        if (asked.Count > 0 && asked.TrueForAll(asked => EndOfTurnOf(asked).Reason == TurnEnd.Interrupted))
            return;
        var wasCutOff = asked.Count == 0 && turnEnd.Reason == TurnEnd.Interrupted;
        if ((isLate || wasCutOff) && !hasPlaceholder)
            Demand(test.Model.Requests.Any(model => (model.OutputOf(request.Call.ToString()) ?? model.OutputOf(request.Call + "_result")) is not null), $"{request.Call} had its result when its turn was cut off, and it was never told.");
        if (isLate && hasPlaceholder)
            Demand(test.Model.Requests.Any(model => model.OutputOf(request.Call + "_result") is not null), $"{request.Call} was sent while it ran, and its result never after.");
    }

    private TurnEnded EndOfTurnOf(ModelRequested asked) => Events.OfType<TurnEnded>().First(over => over.Turn == asked.Turn);
}
