using System.Text;
using Sidetone.Conversations;

namespace Sidetone.Tests.Law;

/// <summary>The law of the tool call, over what a story has left behind.</summary>
internal class CallCheck(Story story)
{
    protected IReadOnlyList<ConversationEvent> Events { get; } = story.Log.Events;

    public void CheckCalls(TimeSpan closing, TimeSpan budget)
    {
        Demand(closing <= budget, $"Closing took {closing}.");
        Demand(story.Hasty.Count == 0, $"{string.Join(',', story.Hasty)} ran before its start was durable.");
        Demand(story.Toolsets.All(toolset => toolset.Open is 0), "A toolset was set up and not closed, or closed twice.");
        foreach (var (call, times) in story.Runs)
            CheckRuns(call, times);
        foreach (var happened in Events)
            Demand(!Encoding.UTF8.GetString(EventJson.Write(happened)).Contains("\"secret\",\"arguments\":{\"value\":\"" + Story.Secret, StringComparison.Ordinal), $"{happened} tells a secret.");
        if (story.Log.HasFailed)
            return;     // what was not recorded, recovery resolves
        var requests = Events.OfType<ToolCallRequested>().ToList();
        Demand(requests.Select((request, i) => request.Call.Number == i + 1).All(inOrder => inOrder), "The calls are not numbered in order.");
        foreach (var request in requests)
            CheckOutcome(request);
        CheckAtOnce();
        CheckKeys();
        Demand(Events.SkipWhile(happened => happened is not SessionClosed).Skip(1).All(happened => happened is ToolCallLateResult), "Something else than a late result was recorded after the end.");
        Demand(Events.Any(happened => happened is SessionClosed), "It did not close.");
        var read = Events.Select(happened => EventJson.Read(EventJson.Write(happened))).ToList();
        if (Replay.Run(read) is { Divergence: { } divergence })
            Demand(false, $"The replay diverges: {divergence}");
    }

    protected ToolCallEnded EndOf(CallId call) => Events.OfType<ToolCallEnded>().First(ended => ended.Call == call);

    public void Demand(bool holds, string breach)
    {
        if (!holds)
            Assert.Fail($"{breach}\n{string.Join('\n', Events.Select(happened => Encoding.UTF8.GetString(EventJson.Write(happened))))}");
    }

    // The same action is never under way twice, unless its tool allows that.
    private void CheckAtOnce()
    {
        var running = new Dictionary<CallId, ToolCallRequested>();
        foreach (var happened in Events)
        {
            switch (happened)
            {
                case ToolCallStarted { Attempt: 1 } started:
                    var request = Events.OfType<ToolCallRequested>().First(request => request.Call == started.Call);
                    if (request.Undoes is not null || request.Step == 0 || request.Confirmed || request.Tool is "reads" or "replaces")
                        break;
                    var other = running.Values.FirstOrDefault(other => other.Tool == request.Tool && other.Arguments.Equals(request.Arguments) && other.SameAs == request.SameAs);
                    Demand(other is null, $"{request.Call} was started while {other?.Call} ran, which is the same.");
                    running[started.Call] = request;
                    break;
                case ToolCallEnded { IsFact: true } ended:
                    running.Remove(ended.Call);
                    break;
                case ToolCallLateResult late:
                    running.Remove(late.Call);
                    break;
            }
        }
    }

    // What was uncertain when the same was asked for, and still is when that starts, has given it its key.
    private void CheckKeys()
    {
        var requests = Events.OfType<ToolCallRequested>().ToDictionary(request => request.Call);
        var started = new HashSet<CallId>();
        var retries = new Dictionary<CallId, CallId>();
        var uncertain = new Dictionary<(string, JsonText, CallId?), (long Since, CallId Key)>();
        var settledLate = new Dictionary<(string, JsonText, CallId?), long>();
        foreach (var happened in Events)
        {
            switch (happened)
            {
                case ToolCallRetried retried:
                    retries.Add(retried.Call, retried.Of);
                    break;
                case ToolCallStarted { Attempt: 1 } start when requests[start.Call] is { Step: > 0 } request:
                    started.Add(start.Call);
                    if (!request.Confirmed && uncertain.TryGetValue(Action(request), out var earlier) && earlier.Since < request.Seq)
                        Demand(retries.TryGetValue(start.Call, out var key) && key == earlier.Key, $"{start.Call} has another key than {earlier.Key}, of which nobody knows what came.");
                    if (!request.Confirmed && request.Tool is not ("reads" or "replaces") && settledLate.TryGetValue(Action(request), out var settled) && settled < request.Seq)
                        Demand(Events.OfType<ModelRequested>().All(asked => asked.Step != request.Step || asked.Seq > settled), $"{start.Call} was started although the model did not know what had come of the same.");
                    break;
                case ToolCallEnded ended when started.Contains(ended.Call):
                    Settle(ended, ended.Call, ended.Outcome);
                    break;
                case ToolCallLateResult late when started.Contains(late.Call):
                    Settle(late, late.Call, late.Outcome);
                    if (late.Outcome == Outcome.Completed || late.Outcome == Outcome.Refused)
                        settledLate[Action(requests[late.Call])] = late.Seq;
                    break;
            }
        }

        static (string, JsonText, CallId?) Action(ToolCallRequested request) => (request.Tool, request.Arguments, request.SameAs);

        void Settle(ConversationEvent happened, CallId call, Outcome outcome)
        {
            var action = Action(requests[call]);
            if (outcome == Outcome.Completed || outcome == Outcome.Refused || action.Item1 is "reads" or "later")
                uncertain.Remove(action);
            else
                uncertain[action] = (happened.Seq, retries.GetValueOrDefault(call, call));
        }
    }

    private void CheckRuns(CallId call, int times)
    {
        var request = Events.OfType<ToolCallRequested>().FirstOrDefault(request => request.Call == call);
        if (request is null && story.Log.HasFailed)
            return;     // it only read, which may begin before it is recorded
        Demand(request is not null, $"{call} ran, and was never recorded.");
        var limit = request!.Undoes is null && request.Tool is "reads" or "repeats" ? 2 : 1;
        Demand(times <= limit, $"{call} ({request.Tool}) ran {times} times.");
    }

    private void CheckOutcome(ToolCallRequested request)
    {
        var ends = Events.OfType<ToolCallEnded>().Where(ended => ended.Call == request.Call).ToList();
        Demand(ends.Count == 1, $"{request.Call} has {ends.Count} outcomes.");
        Demand(Events.OfType<ToolCallLateResult>().Count(late => late.Call == request.Call) <= 1, $"{request.Call} has two late results.");
        Demand(Events.OfType<ToolCallStarted>().Where(started => started.Call == request.Call).All(started => started.Seq > request.Seq && started.Seq < ends[0].Seq), $"{request.Call} started out of order.");
        var undos = Events.OfType<ToolCallRequested>().Where(undo => undo.Undoes == request.Call);
        Demand(undos.Count(undo => EndOf(undo.Call).Outcome == Outcome.Completed) <= 1, $"{request.Call} was taken back twice.");
    }
}
