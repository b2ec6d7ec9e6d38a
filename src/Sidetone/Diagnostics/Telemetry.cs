using System.Diagnostics;
using System.Diagnostics.Metrics;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Diagnostics;

/// <summary>Activities and meters, with the names of the OpenTelemetry conventions for generative AI. No payload is ever in them.
/// Who listens is code of a user: what it throws is its own, and costs no call its outcome.</summary>
internal static class Telemetry
{
    public const string Name = "Sidetone";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);

    private static readonly Counter<long> s_calls =
        s_meter.CreateCounter<long>("sidetone.tool.calls", "{call}", "Tool calls that ended, by tool and outcome.");

    private static readonly Histogram<double> s_duration =
        s_meter.CreateHistogram<double>("sidetone.tool.duration", "s", "From the start of a handler to its outcome.");

    private static readonly Histogram<double> s_queued =
        s_meter.CreateHistogram<double>("sidetone.tool.queued", "s", "From a call's request to the start of its handler.");

    public static bool IsMeasured => s_calls.Enabled || s_duration.Enabled;

    public static Activity? StartToolCall(CallRecord call, string conversation)
    {
        if (!s_source.HasListeners())
            return null;
        var activity = Start($"execute_tool {call.Tool}");
        if (activity is not { IsAllDataRequested: true })
            return activity;
        return activity
            .SetTag("gen_ai.operation.name", "execute_tool")
            .SetTag("gen_ai.tool.name", call.Tool)
            .SetTag("gen_ai.tool.type", "function")
            .SetTag("gen_ai.tool.call.id", call.Id)
            .SetTag("gen_ai.conversation.id", conversation)
            .SetTag("sidetone.tool.effect", call.Policy.Effect.ToString());
    }

    public static Activity? StartTurn(string agent, string conversation)
    {
        if (!s_source.HasListeners())
            return null;
        return Start($"invoke_agent {agent}")?
            .SetTag("gen_ai.operation.name", "invoke_agent")
            .SetTag("gen_ai.agent.name", agent)
            .SetTag("gen_ai.conversation.id", conversation);
    }

    public static Activity? StartModelStep(string conversation, string? model)
    {
        if (!s_source.HasListeners())
            return null;
        return Start(model is null ? "chat" : $"chat {model}", ActivityKind.Client)?
            .SetTag("gen_ai.operation.name", "chat")
            .SetTag("gen_ai.request.model", model)
            .SetTag("gen_ai.conversation.id", conversation);
    }

    public static void Responded(Activity? activity, ModelResponded response) => activity?
        .SetTag("gen_ai.response.model", response.Model)
        .SetTag("gen_ai.response.finish_reasons", response.Finish is null ? null : new[] { response.Finish })
        .SetTag("gen_ai.usage.input_tokens", response.InputTokens)
        .SetTag("gen_ai.usage.output_tokens", response.OutputTokens);

    public static void Failed(Activity? activity, Exception exception) => activity?
        .SetTag("error.type", exception.GetType().FullName)
        .SetStatus(ActivityStatusCode.Error);

    public static void Started(CallRecord call, double queuedMs)
    {
        if (s_queued.Enabled)
            Queued(call.Tool, queuedMs);
    }

    private static void Queued(string tool, double ms) =>
        Tell(() => s_queued.Record(ms / 1000, new KeyValuePair<string, object?>("gen_ai.tool.name", tool)));

    public static void Settled(Activity? activity, CallRecord call, in ToolResult result, Exception? problem)
    {
        if (activity is null)
            return;
        activity.SetTag("sidetone.tool.outcome", result.Outcome.Value).SetTag("sidetone.tool.attempts", call.Attempt);
        if (problem is not null)
            activity.SetTag("error.type", problem.GetType().FullName).SetStatus(ActivityStatusCode.Error);
    }

    public static void Ended(CallRecord call)
    {
        // Names that a model invents have no end.
        var name = call.End!.Outcome == Outcome.UnknownTool ? "_OTHER" : call.Tool;
        var tool = new KeyValuePair<string, object?>("gen_ai.tool.name", name);
        var outcome = new KeyValuePair<string, object?>("sidetone.tool.outcome", call.End.Outcome.Value);
        if (s_calls.Enabled)
            Tell(() => s_calls.Add(1, tool, outcome));
        if (s_duration.Enabled && call.Attempt > 0)
            Tell(() => s_duration.Record(call.End.DurationMs / 1000, tool, outcome));
    }

    /// <summary>An activity is over.</summary>
    public static void Stop(Activity? activity)
    {
        if (activity is null)
            return;
        var around = activity.Parent;
        Tell(activity.Dispose);
        if (Activity.Current == activity)
            Activity.Current = around;
    }

    private static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal)
    {
        var around = Activity.Current;
        try
        {
            return s_source.StartActivity(name, kind);
        }
        catch (Exception)
        {
            Activity.Current = around;
            return null;
        }
    }

    private static bool Tell(Action listeners)
    {
        try
        {
            listeners();
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
