using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Audio;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

// How a conversation begins, and how it ends: once.
internal sealed partial class ConversationLoop
{
    private const string MaxDurationExceeded = "max_duration_exceeded";

    private readonly Lock _closingGate = new();
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

    /// <summary>Hangs up.</summary>
    public async Task<ConversationEnded> EndAsync()
    {
        if (!_ended.Task.IsCompleted && _connection is { } connection)
        {
            _userHungUp = true;
            await connection.CloseAsync((int)WebSocketCloseStatus.NormalClosure, "User ended conversation").ConfigureAwait(false);
            using var timeout = new CancellationTokenSource();
            await Task.WhenAny(_ended.Task, Task.Delay(_options.CloseTimeout, _options.Time, timeout.Token)).ConfigureAwait(false);
            await timeout.CancelAsync().ConfigureAwait(false);
            connection.Abort();
        }
        Finish(null);
        return await _ended.Task.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync().ConfigureAwait(false);
        await CloseAsync().ConfigureAwait(false);
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_options.StartTimeout, _options.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            if (_callbackEvents is { } events)
                _ = _options.Callbacks!.RunAsync(events.ReadAsync(CancellationToken.None), (exception, happened) => LogFailed(happened.GetType().Name, exception));
            if (_options.CheckTools)
                _ = CheckToolsAsync();
            var address = await Opening.FindAsync(_options, either.Token).ConfigureAwait(false);
            var socket = await Opening.OpenAsync(address, _options, either.Token).ConfigureAwait(false);
            var connection = _connection = new(socket, _options, _options.IncludeFrames ? Publish : null);
            _ = ReceiveAsync(connection);
            if (_options.SelfHosted is { } own)
                await connection.SendAsync(own.Setup, either.Token).ConfigureAwait(false);
            await connection.SendAsync(Opening.Initiation(_options, _isTextOnly), either.Token).ConfigureAwait(false);
            var metadata = await _begun.Task.WaitAsync(either.Token).ConfigureAwait(false);
            await Tools!.SetupAsync(either.Token).ConfigureAwait(false);
            _toolsReady.SetResult();
            if (_playback is { } playback)
                await StartSoundAsync(metadata, playback, either.Token).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception) when (exception is not ConversationStartException)
        {
            throw Opening.Failure(exception, _ended.Task.IsCompleted ? _ended.Task.Result : null, timeout.IsCancellationRequested ? _options.StartTimeout : null);
        }
    }

    private async Task StartSoundAsync(ConversationMetadata metadata, Playback playback, CancellationToken cancellationToken)
    {
        var input = Format(metadata.UserInputFormat.Value);
        var output = Format(metadata.AgentOutputFormat.Value);
        playback.IsStarted = true;
        await _options.Audio!.StartAsync(input, output, SendSoundAsync, cancellationToken).ConfigureAwait(false);
        playback.Playing = playback.RunAsync();
    }

    private static AudioFormat Format(string name) =>
        name.Length == 0 ? AudioFormat.Default
        : AudioFormat.TryParse(name, out var format) ? format
        : throw new ConversationStartException($"The server wants sound as '{name}', which is not known here. Set the agent's format to pcm_16000.");

    // A server hangs up by itself when its agent has; one that does not is left.
    private async Task HangUpUnlessOverAsync()
    {
        using var over = new CancellationTokenSource();
        await Task.WhenAny(_ended.Task, Task.Delay(_options.CloseTimeout, _options.Time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        if (!_ended.Task.IsCompleted)
            await EndAsync().ConfigureAwait(false);
    }

    private void Finish(Exception? lost)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
            return;
        var end = Describe(lost);
        _begun.TrySetException(Opening.Failure(lost ?? new WebSocketException("The server closed the conversation."), end, null));
        _ = _begun.Task.Exception;      // observed, whether or not somebody waits
        Events.Add(end);
        _callbackEvents?.Add(end);
        _ended.TrySetResult(end);
        _approvals?.Stop();
        _ = CloseAsync();
    }

    private ConversationEnded Describe(Exception? lost)
    {
        var code = _connection?.CloseCode;
        var isLimit = _error?.ErrorType?.Value == MaxDurationExceeded;
        var by = _agentHungUp && !isLimit ? ConversationEndedBy.Agent
            : _userHungUp ? ConversationEndedBy.Client
            : code is null || lost is not null ? ConversationEndedBy.Connection
            : code == (int)WebSocketCloseStatus.NormalClosure && !isLimit ? ConversationEndedBy.Agent
            : ConversationEndedBy.Server;
        var reason = _connection?.CloseReason is { Length: > 0 } said && by != ConversationEndedBy.Client ? said
            : by switch
            {
                ConversationEndedBy.Client => "This program hung up.",
                ConversationEndedBy.Agent => "The agent hung up.",
                ConversationEndedBy.Server => _error?.Message ?? $"The server closed with code {code}.",
                _ => _connection?.Problem ?? "The connection was lost.",
            };
        return new()
        {
            By = by,
            Reason = reason,
            CloseCode = code,
            ConversationId = Metadata?.ConversationId ?? "",
            Error = by is ConversationEndedBy.Server or ConversationEndedBy.Connection ? _error : null,
        };
    }

    private Task CloseAsync()
    {
        lock (_closingGate)
            return _closing ??= CloseSoundAndToolsAsync();
    }

    private async Task CloseSoundAndToolsAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        _toolsReady.TrySetResult();
        var sound = CloseSoundAsync();
        try
        {
            if (Tools is { } tools)
                await tools.DisposeAsync().ConfigureAwait(false);
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
        using var timeout = new CancellationTokenSource(_options.FarewellTimeout, _options.Time);
        try
        {
            if (end.By is ConversationEndedBy.Agent or ConversationEndedBy.Server)
                await playback.FinishAsync(timeout.Token).ConfigureAwait(false);
            else
                playback.Stop();
            if (playback.IsStarted)
                await _options.Audio!.StopAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogFailed("Audio", exception);
        }
    }
}
