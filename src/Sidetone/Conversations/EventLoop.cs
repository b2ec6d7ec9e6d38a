namespace Sidetone.Conversations;

/// <summary>One conversation's events in one order. Whoever posts an input folds it, one thread at a time: there is no reader task,
/// and no code of a user ever runs here.</summary>
/// <param name="fold">The state.</param>
/// <param name="log">Where the events live.</param>
/// <param name="time">When they happen.</param>
/// <param name="carryOut">Carries out what was decided, once it is durable.</param>
/// <param name="failed">The conversation stopped: why, and what was decided but will not be carried out.</param>
/// <param name="keepsContext">Waits for the log come back to the context of whoever posted; only for tests.</param>
internal sealed class EventLoop(IFold fold, IConversationLog log, TimeProvider time, Action<Directive> carryOut, Action<Exception, IReadOnlyList<Directive>> failed, bool keepsContext) : IDecisions
{
    private const int MaxBatch = 512;

    private readonly Lock _gate = new();
    private readonly Queue<Input> _inputs = new();
    private readonly Queue<Held> _held = new();         // what waits for its cause to be durable
    private readonly LogWriter _log = new(log, keepsContext);
    private bool _draining;
    private bool _flushIsUnderWay;
    private bool _flushIsDone;
    private Exception? _flushError;
    private Exception? _abandoned;
    private long _seq;
    private long _cause;
    private DateTimeOffset _now;

    /// <summary>Why the loop stopped: its log failed. Null while it runs.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Posts an input.</summary>
    /// <param name="input">What happened.</param>
    /// <param name="admission">Completed when the input is durable, or dropped.</param>
    public void Post(ConversationEvent input, IAdmission? admission = null)
    {
        lock (_gate)
        {
            _inputs.Enqueue(new(input, admission));
            if (_draining)
                return;
            _draining = true;
        }
        Drain();
    }

    /// <summary>Posts an input; completes when it is durable, with false when it was dropped.</summary>
    public ValueTask<bool> PostAsync(ConversationEvent input, bool mayRunEarly = false)
    {
        var admission = Admission.Rent(mayRunEarly);
        var admitted = admission.Task;     // before it can be told
        Post(input, admission);
        return admitted;
    }

    /// <summary>Gives an input its place before all that is posted from now on, and folds nothing: for whoever holds a lock. <see cref="Run"/> does.</summary>
    public void Enqueue(ConversationEvent input, IAdmission? admission = null)
    {
        lock (_gate)
            _inputs.Enqueue(new(input, admission));
    }

    /// <inheritdoc cref="Enqueue"/>
    public ValueTask<bool> EnqueueAsync(ConversationEvent input)
    {
        var admission = Admission.Rent(mayRunEarly: false);
        var admitted = admission.Task;
        Enqueue(input, admission);
        return admitted;
    }

    /// <summary>Folds what was given its place.</summary>
    public void Run()
    {
        lock (_gate)
        {
            if (_draining)
                return;
            _draining = true;
        }
        Drain();
    }

    /// <summary>Stops the conversation although its log has said nothing yet: nobody waits for it any longer.</summary>
    public void Abandon(Exception why)
    {
        lock (_gate)
            _abandoned = why;
        Run();
    }

    void IDecisions.Decide(ConversationEvent decision) => Append(decision, _cause);

    void IDecisions.Do(Directive directive)
    {
        if (directive.MayRunEarly && Failure is null)
            carryOut(directive);
        else
            _held.Enqueue(new(_seq, directive, null));
    }

    private void Drain()
    {
        while (true)
        {
            Input input = default;
            var step = Next(ref input);
            try
            {
                switch (step)
                {
                    case Step.Fold: Fold(input); break;
                    case Step.Flush: Flush(); break;
                    case Step.Release: Release(); break;
                    case Step.Abandon: Fail(_abandoned!); break;
                    default: return;
                }
            }
            catch (Exception exception)
            {
                Stop(input.Admission, exception);
            }
        }
    }

    // An error of our own: whoever waits is told so, rather than left waiting.
    private void Stop(IAdmission? admission, Exception exception)
    {
        var isHeld = _held.Any(held => held.Admission == admission);
        Fail(exception);
        if (!isHeld)
            Finish(admission, admitted: false);
    }

    private Step Next(ref Input input)
    {
        lock (_gate)
        {
            if (_flushIsDone)
                return Step.Release;
            if (_abandoned is not null && Failure is null)
                return Step.Abandon;
            if (_log.Count > 0 && !_flushIsUnderWay && (_inputs.Count == 0 || _log.Count >= MaxBatch))
                return Step.Flush;
            if (_inputs.TryDequeue(out input))
                return Step.Fold;
            _draining = false;
            return Step.Stop;
        }
    }

    private void Fold(in Input input)
    {
        if (Failure is not null || fold.Admit(input.Event) is not { } fact)
        {
            Finish(input.Admission, admitted: false);
            return;
        }
        _now = time.GetUtcNow();
        Append(fact, cause: 0);
        _cause = fact.Seq;
        if (input.Admission is { MayRunEarly: true } early)
            early.Complete(true);
        else if (input.Admission is not null)
            _held.Enqueue(new(_seq, default, input.Admission));
        fold.React(fact, this);
    }

    private void Append(ConversationEvent happened, long cause)
    {
        happened.Seq = ++_seq;
        happened.At = _now;
        happened.Cause = cause;
        _log.Add(happened);
        fold.Apply(happened);
    }

    private void Flush()
    {
        var append = _log.AppendAsync();
        if (append.IsCompletedSuccessfully)
        {
            append.GetAwaiter().GetResult();
            Release();
            return;
        }
        lock (_gate)
            _flushIsUnderWay = true;
        _ = WaitAsync(append);
    }

    private async Task WaitAsync(ValueTask append)
    {
        try
        {
            await append.ConfigureAwait(continueOnCapturedContext: keepsContext);
        }
        catch (Exception exception)
        {
            _flushError = exception;
        }
        lock (_gate)
            _flushIsDone = true;
        Run();
    }

    private void Release()
    {
        lock (_gate)
            _flushIsDone = _flushIsUnderWay = false;
        if (Failure is not null)
            return;
        if (_flushError is not null)
        {
            Fail(_flushError);
            return;
        }
        var durable = _log.Complete();
        while (_held.TryPeek(out var held) && held.Seq <= durable)
        {
            _held.Dequeue();
            if (held.Admission is null)
                carryOut(held.Directive);
            else
                Finish(held.Admission, admitted: true);
        }
    }

    // Nothing new starts and nothing is told: what is durable is all that has happened.
    private void Fail(Exception exception)
    {
        if (Failure is not null)
            return;
        Failure = exception;
        _log.Abandon();
        var dropped = new List<Directive>();
        while (_held.TryDequeue(out var held))
        {
            if (held.Admission is null)
                dropped.Add(held.Directive);
            else
                Finish(held.Admission, admitted: false);
        }
        failed(exception, dropped);
    }

    private void Finish(IAdmission? admission, bool admitted)
    {
        if (admission is null)
            return;
        if (Failure is { } failure)
            admission.Fail(Failed(failure));
        else
            admission.Complete(admitted);
    }

    /// <summary>The failure in words.</summary>
    public static IOException Failed(Exception why) => new("The conversation's log failed, so nothing more is started or told.", why);

    private enum Step
    {
        Stop,
        Fold,
        Flush,
        Release,
        Abandon,
    }

    private readonly record struct Input(ConversationEvent Event, IAdmission? Admission);

    private readonly record struct Held(long Seq, Directive Directive, IAdmission? Admission);
}
