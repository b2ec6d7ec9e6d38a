using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Diagnostics;
using Sidetone.Tools;

namespace Sidetone.Execution;

/// <summary>Carries out what the ledger decided: runs filters and handlers off the loop, and reports how they settled. Never throws.</summary>
internal sealed partial class CallRunner(RunnerOptions options, Func<EventLoop> loop) : IDisposable
{
    private readonly ILogger _logger = options.Logger;
    private Deadlines? _deadlines;
    private volatile CallLedger? _abandoned;

    public string ConversationId { get; set; } = "";

    public AgentSession? Session => options.Session;

    public IServiceProvider? Services => options.Services;

    public TimeProvider Time => options.Time;

    public WorkScheduler Scheduler => options.Scheduler;

    private Deadlines Deadlines => _deadlines ??= new(Time, Elapsed);

    /// <summary>Carries out a directive that concerns a call. Runs on the loop, so it only starts things.</summary>
    public void CarryOut(in Directive directive)
    {
        switch (directive.Kind)
        {
            case DirectiveKind.RunCall:
                Start((CallRecord)directive.Subject!);
                break;
            case DirectiveKind.CancelCall:
                ((CallRecord)directive.Subject!).Run?.Cancel();
                break;
            case DirectiveKind.ArmTimer:
                if (directive.Timer != TimerKind.Start || options.Filters.Count > 0)
                    Deadlines.Add(directive.Timer, directive.Number, directive.Subject as CallRecord, directive.After);
                break;
            case DirectiveKind.CallEnded:
                Ended((CallRecord)directive.Subject!);
                break;
            default:
                break;
        }
    }

    public void Execute(CallRun run)
    {
        if (run.Origin is { } context)
            ExecutionContext.Run(context, static state => _ = ((CallRun)state!).Runner.ExecuteAsync((CallRun)state), run);
        else
            _ = ExecuteAsync(run);
    }

    /// <summary>The conversation failed: tells whoever waits for a call that its outcome will not be known, and calls that may be
    /// cancelled to stop. The others have until their deadline. The ledger decides nothing any more.</summary>
    public void GiveUp(CallLedger ledger)
    {
        _abandoned = ledger;
        foreach (var record in ledger.Calls.Snapshot())
        {
            if (record.State == CallState.Clearing || record.CancelCause != CancellationCause.None || record.Policy.Effect is Effect.ReadOnly or Effect.Idempotent || record.Policy.Interruption == OnInterruption.Cancel)
                Cancel(record, CancellationCause.Close);
            record.Run?.GiveUp();
        }
    }

    /// <summary>The conversation failed and closes: tells all that still runs to stop.</summary>
    public void CancelAll(CallLedger ledger)
    {
        foreach (var record in ledger.Calls.Snapshot())
            Cancel(record, CancellationCause.Close);
    }

    public void Dispose() => _deadlines?.Dispose();

    private void Elapsed(TimerKind kind, int number)
    {
        if (_abandoned?.Find(number) is not { } record)
            loop().Post(new TimerElapsed { Timer = kind, Number = number });
        else if (kind == TimerKind.Deadline)
            Cancel(record, CancellationCause.Deadline);
    }

    private static void Cancel(CallRecord record, CancellationCause cause)
    {
        // Whatever the ledger decided last was perhaps never carried out, so what has a run is told, ended or not.
        if (record.CancelCause == CancellationCause.None)
            record.CancelCause = cause;
        record.Run?.Cancel();
    }

    private void Start(CallRecord record)
    {
        if (record.IsEnded)
            return;     // cancelled before its start was durable
        var run = record.Run ??= Prepare(record);
        run.Runner = this;
        run.Record = record;
        Scheduler.Start(run, bringsContext: run.Origin is not null);
    }

    private async Task ExecuteAsync(CallRun run)
    {
        var activity = Telemetry.StartToolCall(run.Record, ConversationId);
        var callback = Session is { } session ? Callback.Enter(session, run.Record.Turn) : null;
        var (result, problem) = await SettleAsync(run);
        result = OutputLimit.Apply(result, run.Record.Policy.MaxOutputBytes);
        var duration = run.Record.Attempt == 0 ? TimeSpan.Zero : Time.GetElapsedTime(run.Since);
        LogEnd(run, result, duration);
        // A handler that stops when it is told to has not failed.
        if (problem is not null && result.Outcome != Outcome.Cancelled)
            LogFailed(run.Record.Tool, run.Record.Id, result.Outcome, problem);
        Telemetry.Settled(activity, run.Record, result, problem);
        Telemetry.Stop(activity);   // what follows on this thread is no part of it
        callback?.End();
        Scheduler.BeginTail();
        loop().Post(new ToolCallEnded
        {
            Call = run.Record.Request.Call,
            Outcome = result.Outcome,
            Reason = result.Reason,
            Output = new(result.Utf8, result.IsText),
            Nothing = result.IsNothing,
            Beside = result.Beside,
            DurationMs = duration.TotalMilliseconds,
        });
        run.Settle();
        if (!run.LeavesUserCode)
        {
            Scheduler.RunTail();
            return;
        }
        Scheduler.LeaveTail();
        var released = ReleaseAsync(run);
        run.Finish();
        await released;
    }

    private async ValueTask<(ToolResult Result, Exception? Problem)> SettleAsync(CallRun run)
    {
        try
        {
            if (Scheduler.Abandoned.IsOver(options.MaxAbandonedCalls, run.Record.Tool))
                return (ToolResult.Denied(Answers.Abandoned, "abandoned_calls"), null);
            return (options.Filters.Count == 0 ? await RunAsync(run) : await new FilterChain(options.Filters, run, RunAsync).RunAsync(), null);
        }
        catch (Exception thrown)
        {
            var cause = Failures.Cause(thrown);
            return (Failures.ToResult(run, cause), cause is ToolException or PreparationException ? cause.InnerException : thrown);
        }
    }

    // The innermost step: recorded as started, durably, before the handler sees the call.
    private async ValueTask<ToolResult> RunAsync(CallRun run)
    {
        Exception? failure = null;
        for (var attempt = 1; ; attempt++)
        {
            var queued = attempt == 1 ? Time.GetElapsedTime(run.Since).TotalMilliseconds : 0;
            var started = new ToolCallStarted { Call = run.Record.Request.Call, Attempt = attempt, QueuedMs = queued };
            // Reading changes nothing, so it starts before its record is durable; its outcome is told when that is.
            if (!await loop().PostAsync(started, mayRunEarly: run.Record.Policy.Effect == Effect.ReadOnly))
                return failure is null ? ToolResult.Failed(Outcome.Cancelled, Answers.CancelledUnstarted) : Failures.ToResult(run, failure);
            if (attempt == 1)
                run.Since = Time.GetTimestamp();
            Telemetry.Started(run.Record, queued);
            LogStart(run, attempt);
            try
            {
                return await InvokeAsync(run);
            }
            catch (Exception exception) when (attempt < run.Record.Policy.MaxAttempts && Failures.IsWorthRetrying(run, Failures.Cause(exception)))
            {
                failure = exception;
                LogRetry(run.Record.Tool, run.Record.Id, attempt, exception);
            }
            await Task.Delay(Backoff(attempt), Time, run.Token);
        }
    }

    private static TimeSpan Backoff(int attempt) => TimeSpan.FromMilliseconds(Math.Min(100 << Math.Min(attempt - 1, 6), 5000));

    private static ValueTask<ToolResult> InvokeAsync(CallRun run)
    {
        var bound = run.Bound ?? run.Handler?.Bind(run.Record.Arguments.Utf8, new ArgumentErrors())
            ?? throw new InvalidOperationException($"The arguments of {run.Record.Id} cannot be read again.");
        return run.Record.Request.Undoes is null ? bound.InvokeAsync(run) : bound.UndoAsync(run);
    }

    // A call that no reader made: an undo that the ledger decided on.
    private CallRun Prepare(CallRecord record) =>
        new() { Handler = record.Handler ?? options.Find(record.Tool), Since = Time.GetTimestamp() };

    private void Ended(CallRecord record)
    {
        if (Telemetry.IsMeasured)
            Measure(record);
        if (record.Run is not { } run)
            return;
        run.Record = record;
        run.Runner = this;
        if (record.Attempt > 0 && !record.End!.IsFact)
            run.Abandon();
        run.Ended();
        record.Run = null;
    }

    // A listener is code of a user: never on the loop.
    private void Measure(CallRecord record) => Scheduler.Start(new Work(() => Telemetry.Ended(record)));

    private async ValueTask ReleaseAsync(CallRun run)
    {
        try
        {
            await run.ReleaseAsync();
        }
        catch (Exception exception)
        {
            LogReleaseFailed(run.Record.Tool, run.Record.Id, exception);
        }
    }

    private void LogStart(CallRun run, int attempt)
    {
        if (!_logger.IsEnabled(LogLevel.Debug))
            return;
        LogStarted(run.Record.Tool, run.Record.Id, attempt);
        if (options.LogPayloads)
            LogArguments(run.Record.Tool, run.Record.Id, run.Record.Request.Arguments);
    }

    private void LogEnd(CallRun run, in ToolResult result, TimeSpan duration)
    {
        if (!_logger.IsEnabled(LogLevel.Debug))
            return;
        LogSettled(run.Record.Tool, run.Record.Id, result.Outcome, duration.TotalMilliseconds);
        if (options.LogPayloads && _logger.IsEnabled(LogLevel.Trace))
            LogOutput(run.Record.Tool, run.Record.Id, result.Output);
    }

    [LoggerMessage(5, LogLevel.Debug, "Tool {Tool} ({Call}) starts, attempt {Attempt}")]
    private partial void LogStarted(string tool, string call, int attempt);

    [LoggerMessage(6, LogLevel.Debug, "Tool {Tool} ({Call}) settled as {Outcome} after {Milliseconds} ms")]
    private partial void LogSettled(string tool, string call, Outcome outcome, double milliseconds);

    [LoggerMessage(7, LogLevel.Trace, "Tool {Tool} ({Call}) gets {Arguments}")]
    private partial void LogArguments(string tool, string call, JsonText arguments);

    [LoggerMessage(8, LogLevel.Trace, "Tool {Tool} ({Call}) gives {Output}")]
    private partial void LogOutput(string tool, string call, string output);

    [LoggerMessage(1, LogLevel.Error, "Tool {Tool} ({Call}) ended as {Outcome}")]
    private partial void LogFailed(string tool, string call, Outcome outcome, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "Tool {Tool} ({Call}) failed in attempt {Attempt} and is tried again")]
    private partial void LogRetry(string tool, string call, int attempt, Exception exception);

    [LoggerMessage(3, LogLevel.Error, "A service of tool {Tool} ({Call}) failed to be disposed")]
    private partial void LogReleaseFailed(string tool, string call, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "A callback on the token of tool {Tool} ({Call}) failed")]
    internal partial void LogCallbackFailed(string tool, string call, Exception exception);
}
