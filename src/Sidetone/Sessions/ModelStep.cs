using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Diagnostics;
using Sidetone.Execution;
using Sidetone.Tools;

namespace Sidetone.Sessions;

/// <summary>One request to the model, listened to off the loop. Its text is hot: only what it amounts to goes to the log.</summary>
internal sealed partial class ModelStep(SessionEdge edge, StepRequest request, AgentConfiguration agent) : IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _cancellation = new();
    private StringBuilder? _text;
    private string? _first;
    private bool _sealed;
    private volatile bool _isStopped;
    private ExecutionContext? _context;

    public int Number => request.Step;

    public void Execute()
    {
        _context = edge.ContextOf(request.Turn);
        if (_context is { } context)
            ExecutionContext.Run(context, static state => _ = ((ModelStep)state!).RunAsync(), this);
        else
            _ = RunAsync();
    }

    /// <summary>Stops listening: from here on nothing more is heard. Returns what was.</summary>
    public string Seal()
    {
        lock (_gate)
        {
            _sealed = true;
            return Text();
        }
    }

    /// <summary>Tells the model to stop. Its callbacks run on the pool.</summary>
    public void Stop()
    {
        _isStopped = true;
        Seal();
        edge.Scheduler.Start(new Work(Cancel));
    }

    private void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (AggregateException exception)
        {
            LogStopFailed(edge.Logger, Number, exception);
        }
    }

    private async Task RunAsync()
    {
        if (_isStopped)
            return;     // nobody would hear it
        var activity = Telemetry.StartModelStep(edge.Runner.ConversationId, edge.Options.ChatOptions?.ModelId);
        var callback = Callback.Enter(edge.Session, request.Turn.Number);
        try
        {
            await ListenAsync(activity, callback);
        }
        catch (Exception exception)
        {
            if (_isStopped)
                return;     // its failure is that it was stopped
            Telemetry.Failed(activity, exception);
            if (request.Turn.Start.Waiter is { } waiter)
                waiter.Failure = exception;
            else
                LogFailed(edge.Logger, Number, exception);
            edge.Loop.Post(new ModelFailed { Step = Number, Error = exception.GetType().Name, Text = Seal() });
        }
        finally
        {
            callback.End();
            Telemetry.Stop(activity);
        }
    }

    private async Task ListenAsync(Activity? activity, Callback callback)
    {
        var calls = 0;
        List<AIContent>? extras = null;
        UsageDetails? usage = null;
        string? finish = null;
        string? model = null;
        var updates = edge.Chat.GetStreamingResponseAsync(SilentCaller.In(request.Context, edge.Chat), agent.Options(edge.Options.ChatOptions, request), _cancellation.Token);
        await foreach (var update in updates.WithCancellation(_cancellation.Token))
        {
            for (var i = 0; i < update.Contents.Count; i++)
            {
                switch (update.Contents[i])
                {
                    case TextContent { Text: { Length: > 0 } text }:
                        Hear(text);
                        break;
                    case FunctionCallContent call:
                        calls++;
                        Request(call);
                        break;
                    case UsageContent { Details: var details }:
                        (usage ??= new()).Add(details);
                        break;
                    case ErrorContent error:
                        Hear(error.ErrorCode == "Refusal" ? error.Message : throw new InvalidOperationException($"The model reported an error: {error.Message}"));
                        break;
                    case TextReasoningContent reasoning:
                        (extras ??= []).Add(reasoning);
                        break;
                    default:
                        break;
                }
            }
            finish = update.FinishReason?.Value ?? finish;
            model = update.ModelId ?? model;
            if (_sealed)
                return;
        }
        if (finish is null && edge.SaysWhyItStops)
            throw new HttpRequestException("The model's stream ended before the model had finished.");
        var response = new ModelResponded
        {
            Step = Number,
            Text = Seal(),
            Calls = calls,
            Finish = finish,
            Model = model,
            InputTokens = usage?.InputTokenCount,
            OutputTokens = usage?.OutputTokenCount,
            Extras = extras,
        };
        Telemetry.Responded(activity, response);
        callback.End();
        Telemetry.Stop(activity);   // what follows on this thread is no part of it
        edge.Scheduler.BeginTail();
        edge.Loop.Post(response);
        edge.Scheduler.RunTail();
    }

    private void Hear(string text)
    {
        lock (_gate)
        {
            if (_sealed)
                return;
            if (_first is null)
                _first = text;
            else
                (_text ??= new StringBuilder(_first)).Append(text);
            if ((_text?.Length ?? text.Length) > edge.Options.MaxResponseLength)
                throw new InvalidOperationException($"The model's response is longer than {edge.Options.MaxResponseLength} characters.");
            request.Turn.Listener?.Hear(this, text);    // here, so that what is streamed is what was said
        }
    }

    private string Text() => _text?.ToString() ?? _first ?? "";

    private void Request(FunctionCallContent call)
    {
        var tool = agent.Tools.GetValueOrDefault(call.Name);
        // A client that could not parse the arguments hands on their text; one of another make, nothing but the error.
        var raw = call.AdditionalProperties?.GetValueOrDefault(ArgumentText.RawProperty) as string;
        var arguments = raw is not null ? Encoding.UTF8.GetBytes(raw)
            : call.Exception is not null && call.Arguments is null ? "(unreadable)"u8.ToArray()
            : ArgumentText.Write(call.Arguments);
        edge.Loop.Post(CallReader.Read(call.Name, tool, arguments, edge.Options.Time, edge.Options.Limits.MaxArgumentBytes, Number, call.CallId, call.Arguments, context: _context));
    }

    [LoggerMessage(11, LogLevel.Error, "A callback on the token of step {Step} failed")]
    private static partial void LogStopFailed(ILogger logger, int step, Exception exception);

    [LoggerMessage(10, LogLevel.Error, "The model failed in step {Step}, a reply that nobody waits for")]
    private static partial void LogFailed(ILogger logger, int step, Exception exception);
}
