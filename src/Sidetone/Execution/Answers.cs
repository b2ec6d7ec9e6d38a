using Sidetone.Tools.Arguments;

namespace Sidetone.Execution;

/// <summary>The sentences that a model reads when a call did not simply complete. They may be spoken, so they say nothing internal.</summary>
internal static class Answers
{
    public const string Faulted = "An internal error occurred, so this did not work.";
    public const string FaultedUnsafe = "An internal error occurred. It may have taken effect all the same: do not repeat it, and say so honestly.";
    public const string Refused = "This was refused, and nothing was said about why.";
    public const string TimedOut = "This took too long and was given up.";
    public const string TimedOutUnsafe = "This took too long. It may still take effect: do not repeat it, and say so honestly.";
    public const string NotStarted = "This was never started: what had to allow it did not answer in time.";
    public const string Cancelled = "This was cancelled.";
    public const string CancelledUnsettled = "This was told to stop and did not in time. It may still take effect: do not repeat it unasked.";
    public const string CancelledUnstarted = "This was cancelled before it started: nothing was done.";
    public const string Closing = "The conversation ended before this did.";
    public const string ClosingUnsafe = "The conversation ended before this did. It may still take effect: do not repeat it.";
    public const string Running = "This is still running; its result will follow. Do not call it again, and do not guess its result.";
    public const string Stopping = "This was interrupted and is being stopped. Do not count on it.";
    public const string TooManyCalls = "Too many calls at once, so this one was not run. Call it again if it is still needed.";
    public const string StepBudget = "No more tool calls in this turn. Answer with what you have.";
    public const string ToolsOff = "Tools are disabled for this reply, so this was not run. Answer in words.";
    public const string NotOffered = "This tool is not available for this reply, so it was not run.";
    public const string Abandoned = "This tool is not available: too many of its earlier calls never came to an end.";
    public const string Closed = "This was not run: the conversation is closed.";
    public const string Repeated = "This call was already received.";
    public const string Unknown = "There is no record of how this ended.";
    public const string Nothing = "Done.";

    public static string LoopGuard(int times) =>
        $"This call was made {times} times with the same arguments and the same result. It was not run again: use that result, or do something else.";

    public static string OtherToolRequired(string tool) => $"Only '{tool}' may be called for this reply, so this was not run. Call '{tool}'.";

    public static string UnknownTool(string name, string[] tools) => $"There is no tool called '{name}'."
        + (NearestName.Find(name, tools) is { } nearest ? $" Did you mean '{nearest}'?" : tools.Length > 0 ? $" There is {NameList.Of(tools, " and ")}." : "");

    public static string Duplicate(CallRecord first, string output) => first.Attempt == 0
        ? $"{output}\n(This repeats {first.Id}, so the same holds for it.)"
        : $"{output}\n(This repeats {first.Id}, so it was not run a second time. To do it again on purpose, call it once more now.)";

    public static string StillRunning(CallRecord first) =>
        $"The same action ({first.Id}) is still running, so this was not run. Wait for its result.";

    public static string ConfirmDuplicate(CallRecord first) =>
        $"The same action ({first.Id}) was already asked for, so this was not run. If it really is to be done again, call it with confirm_duplicate set to true.";

    public static string HandedOff(string agent) => $"The caller is now with {agent}.";

    public static string HandoffFailed(string agent) => $"Not done: the caller could not be handed to {agent}, and is still with you.";

    public static string HandedOffTooLate(string agent) => $"It was too late to hand the caller to {agent}; call it again if that is still wanted.";

    public static string NotHandedOff(string agent) => $"Not done: the caller was handed to {agent} instead.";

    /// <summary>Whether a call that did not settle may still do something.</summary>
    public static bool MayTakeEffect(CallRecord call) => call.Attempt > 0 && call.Policy.Effect != Effect.ReadOnly;
}
