using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Conversations;

// How a conversation begins, and how it closes.
internal sealed partial class ConversationLoop
{
    private readonly Lock _closingGate = new();
    private readonly CancellationTokenSource _over = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _receiving = Task.CompletedTask;
    private Task? _closing;

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

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
        await _receiving.EndsWithinAsync(_options.CloseTimeout, _options.Time).ConfigureAwait(false);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.StartTimeout, _options.Time);
        using var givenUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(givenUp.Token, _over.Token);
        try
        {
            if (_callbackEvents is { } events)
                _ = _options.Callbacks!.RunAsync(events.ReadAsync(CancellationToken.None), (exception, happened) => LogFailed(happened.GetType().Name, exception));
            if (_options.CheckTools)
                _ = CheckToolsAsync();
            var address = await Opening.FindAsync(_options, either.Token).ConfigureAwait(false);
            var socket = await Opening.OpenAsync(address, _options, either.Token).ConfigureAwait(false);
            var connection = _connection = new(socket, _options, _options.IncludeFrames ? frame => Publish(frame, frame.Utf8.Length) : null);
            await using var giveUp = givenUp.Token.UnsafeRegister(static state => ((Connection)state!).Abort(), connection).ConfigureAwait(false);
            _receiving = ReceiveAsync(connection);
            if (_options.SelfHosted is { } own)
                await connection.SendAsync(own.Setup, either.Token).ConfigureAwait(false);
            await connection.SendAsync(Opening.Initiation(_options, _isTextOnly), either.Token).ConfigureAwait(false);
            var metadata = await _begun.Task.WaitAsync(givenUp.Token).ConfigureAwait(false);
            await Tools!.SetupAsync(either.Token).ConfigureAwait(false);
            LetToolsRun();
            if (_playback is { } playback)
                await playback.StartAsync(Format(metadata.UserInputFormat.Value), Format(metadata.AgentOutputFormat.Value), SendSoundAsync, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception) when (_ended.Task.IsCompleted && _begun.Task.IsCompletedSuccessfully)
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

    private static AudioFormat Format(string name) =>
        name.Length == 0 ? AudioFormat.Default
        : AudioFormat.TryParse(name, out var format) ? format
        : throw new ConversationStartException($"The server wants sound as '{name}', which is not known here. Set the agent's format to pcm_16000.");

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
            var closing = Tools?.DisposeAsync() ?? default;     // from here on nothing starts
            LetToolsRun();
            await closing.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogFailed("Closing the client tools", exception);
        }
        await sound.ConfigureAwait(false);
    }

    private async Task CloseSoundAsync()
    {
        if (_playback is not { } playback)
            return;
        var end = await _ended.Task.ConfigureAwait(false);
        await playback.CloseAsync(isFarewell: !_isLeaving && end.By is ConversationEndedBy.Agent or ConversationEndedBy.Server).ConfigureAwait(false);
    }
}
