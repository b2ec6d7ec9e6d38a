using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Audio;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

// How a conversation begins, ends once, and closes.
internal sealed partial class ConversationLoop
{
    private readonly Lock _closingGate = new();
    private readonly EndCause _cause = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _callbacks = Task.CompletedTask;
    private Task _receiving = Task.CompletedTask;
    private Task? _hangingUp;
    private Task? _closing;
    private int _isOver;
    private volatile bool _isLeaving;   // the user hung up

    public static async Task<ConversationLoop> StartAsync(ConversationOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var loop = new ConversationLoop(options, logger);
        try
        {
            await loop.OpenAsync(cancellationToken).ConfigureAwait(false);
            return loop;
        }
        catch
        {
            loop._connection?.Abort();
            loop.Finish(null);
            await loop.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Hangs up.</summary>
    public Task<ConversationEnded> EndAsync()
    {
        _isLeaving |= !_ended.Task.IsCompleted;
        _cause.TryBe(ConversationEndedBy.Client);
        return HangUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        var closing = CloseAsync();
        if (_ownCode.IsHere)
            return;     // it would be waited for
        await closing.ConfigureAwait(false);
        await _callbacks.EndsWithinAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
        await _receiving.EndsWithinAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.StartTimeout, _options.Time);
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(givenUp.Token, _over.Token);
        ConversationMetadata? metadata = null;
        try
        {
            if (_callbackEvents is { } events)
                _callbacks = _options.Callbacks!.RunAsync(events.ReadAsync(CancellationToken.None), _ownCode, Failed);
            if (_options.CheckTools)
                _ = CheckToolsAsync();
            var address = await Opening.FindAsync(_options, either.Token).ConfigureAwait(false);
            var socket = await Opening.OpenAsync(address, _options, either.Token).ConfigureAwait(false);
            var connection = _connection = new(socket, _options, _options.IncludeFrames ? frame => Publish(frame, frame.Utf8.Length) : null);
            await using var giveUp = givenUp.Token.UnsafeRegister(static state => ((Connection)state!).Abort(), connection).ConfigureAwait(false);
            _receiving = ReceiveAsync(connection);
            await IntroduceAsync(connection, either.Token).ConfigureAwait(false);
            await _begun.Task.OrGivenUpAsync(givenUp.Token).ConfigureAwait(false);
            metadata = Metadata;
            await _tools.StartAsync(metadata.ConversationId, either.Token).ConfigureAwait(false);
            if (Playback is { } playback)
                await playback.StartAsync(Format(metadata.UserInputFormat), Format(metadata.AgentOutputFormat), SendSoundAsync, _over.Token, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (_ended.Task.IsCompleted && metadata is not null)
        {
            // It began, and is over already: its end says why.
        }
        catch (Exception exception) when (exception is not ConversationStartException)
        {
            // Why nothing can be sent is told by what is received.
            if (exception is WebSocketException && _connection is not null)
                await _ended.Task.EndsWithinAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
            throw Opening.Failure(exception, _ended.Task.IsCompleted ? _ended.Task.Result : null, _connection?.CloseReason, timeout.IsCancellationRequested ? _options.StartTimeout : null);
        }
        finally
        {
            _opened.TrySetResult();
        }
    }

    private async Task IntroduceAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (_options.SelfHosted is { } own)
            await connection.SendAsync(own.Setup, cancellationToken).ConfigureAwait(false);
        await connection.SendAsync(Opening.Initiation(_options), cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckToolsAsync()
    {
        if (await new ToolCheck(_options, _logger).RunAsync(KnownAsync(), _over.Token).ConfigureAwait(false) is { } outOfStep)
            Publish(outOfStep, 0);

        async Task<IEnumerable<Tool>> KnownAsync()
        {
            await _opened.Task.ConfigureAwait(false);
            return _tools.Known;
        }
    }

    private static AudioFormat Format(AudioFormatName name) =>
        name.ToString() is not { Length: > 0 } word ? AudioFormat.Default
        : AudioFormat.TryParse(word, out var format) ? format
        : throw new ConversationStartException($"The server wants sound as '{word}', which is not known here. Set the agent's format to pcm_16000.");

    // A server hangs up by itself when its agent has; one that does not is left.
    private void ExpectEnd(ConversationEndedBy by)
    {
        if (_cause.TryBe(by))
            _ = HangUpUnlessOverAsync();
    }

    private async Task HangUpUnlessOverAsync()
    {
        await _ended.Task.EndsWithinAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
        await HangUpAsync().ConfigureAwait(false);
    }

    private async Task<ConversationEnded> HangUpAsync()
    {
        if (!_ended.Task.IsCompleted)
        {
            Task hangingUp;
            lock (_closingGate)
                hangingUp = _hangingUp ??= SayGoodbyeAsync();
            await hangingUp.ConfigureAwait(false);
        }
        return await _ended.Task.ConfigureAwait(false);
    }

    private async Task SayGoodbyeAsync()
    {
        if (_connection is { } connection)
        {
            _cause.SaidGoodbye = true;
            await connection.CloseAsync((int)WebSocketCloseStatus.NormalClosure, "User ended conversation").ConfigureAwait(false);
            await _ended.Task.EndsWithinAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
            connection.Abort();
        }
        Finish(null);
    }

    private void Finish(Exception? lost)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
            return;
        var end = _cause.Describe(_connection, _begun.Task.IsCompletedSuccessfully ? Metadata.ConversationId : "", lost);
        if (!IsFarewell(end))
            _speech?.Cut();
        Publish(end, 0);
        _ended.TrySetResult(end);
        _begun.TrySetException(Opening.Failure(lost ?? new WebSocketException("The server closed the conversation."), end, _connection?.CloseReason, null));
        _ = _begun.Task.Exception;      // observed, whether or not somebody waits
        _approvals?.Stop();
        _ = _over.FireAsync(exception => Failed("A callback on a token", exception));
        _ = CloseAsync();
    }

    private Task CloseAsync()
    {
        lock (_closingGate)
            return _closing ??= CloseSoundAndToolsAsync();
    }

    private async Task CloseSoundAndToolsAsync()
    {
        await _opened.Task.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var sound = CloseSoundAsync();
        try
        {
            await _tools.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Failed("Closing the client tools", exception);
        }
        await sound.ConfigureAwait(false);
    }

    private async Task CloseSoundAsync()
    {
        if (Playback is not { } playback)
            return;
        var end = await _ended.Task.ConfigureAwait(false);
        await playback.CloseAsync(IsFarewell(end)).ConfigureAwait(false);
    }

    // Who is hung up on falls silent; the last words of an agent that hangs up are heard.
    private bool IsFarewell(ConversationEnded end) => !_isLeaving && end.By is ConversationEndedBy.Agent or ConversationEndedBy.Server;
}
