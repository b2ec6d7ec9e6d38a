using Sidetone.Tools;

namespace Sidetone.Execution;

/// <summary>What a handler threw, as a result. Only a <see cref="ToolException"/>'s message reaches the model, unless the tool's
/// error mode widens or narrows that.</summary>
internal static class Failures
{
    private const int SummaryLength = 200;

    /// <summary>What a task failed with, if the handler waited for it with <c>Result</c> or <c>Wait</c>.</summary>
    public static Exception Cause(Exception thrown) => thrown is AggregateException { InnerExceptions: [var only] } ? Cause(only) : thrown;

    public static ToolResult ToResult(CallRun run, Exception exception)
    {
        var call = run.Record;
        if (exception is OperationCanceledException && call.CancelCause != CancellationCause.None)
            return Cancelled(call);
        if (exception is ToolException && call.Policy.Errors is (ErrorMode.Auto or ErrorMode.Passthrough))
            return ToolResult.Failed(Outcome.Refused, Or(exception.Message, Answers.Refused));
        var outcome = exception is ToolException ? Outcome.Refused : Outcome.Faulted;
        var neutral = Answers.MayTakeEffect(call) && exception is not (ToolException or PreparationException) ? Answers.FaultedUnsafe : Answers.Faulted;
        return ToolResult.Failed(outcome, call.Policy.Errors switch
        {
            ErrorMode.Passthrough => Or(exception.Message, neutral),
            ErrorMode.Summarized => Or(Summarize(exception.Message), outcome == Outcome.Refused ? Answers.Refused : neutral),
            _ => neutral,
        });
    }

    // An answer without words would be none.
    private static string Or(string message, string otherwise) => string.IsNullOrWhiteSpace(message) ? otherwise : message;

    /// <summary>An attempt that failed for a reason of its own may be tried again; a refusal or a cancellation may not.</summary>
    public static bool IsWorthRetrying(CallRun run, Exception exception) =>
        exception is not ToolException && run.Record.CancelCause == CancellationCause.None;

    private static ToolResult Cancelled(CallRecord call) => call.CancelCause switch
    {
        CancellationCause.Deadline => ToolResult.Failed(Outcome.TimedOut, Answers.MayTakeEffect(call) ? Answers.TimedOutUnsafe : Answers.TimedOut),
        CancellationCause.Close => ToolResult.Failed(Outcome.Cancelled, Answers.Closing, "closing"),
        _ => ToolResult.Failed(Outcome.Cancelled, Answers.Cancelled),
    };

    private static string Summarize(string message)
    {
        var line = message.AsSpan();
        if (line.IndexOfAny('\r', '\n') is var end and >= 0)
            line = line[..end];
        if (line.Length <= SummaryLength)
            return line.ToString();
        var length = char.IsHighSurrogate(line[SummaryLength - 1]) ? SummaryLength - 1 : SummaryLength;
        return string.Concat(line[..length], "…");
    }
}
