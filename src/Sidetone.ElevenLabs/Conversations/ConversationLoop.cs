using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Tools;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>One conversation at work: it receives, and never waits for anything but the next message.</summary>
internal sealed partial class ConversationLoop : IAsyncDisposable
{
    private readonly ConversationOptions _options;
    private readonly ClientToolsOptions _toolOptions;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<ConversationEnded> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ConversationMetadata> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly EventBuffer? _callbackEvents;
    private readonly McpApprovals? _approvals;
    private readonly bool _isTextOnly;
    private Connection? _connection;
    private Playback? _playback;
    private Pong? _pong;
    private long _interrupted;      // sound of events up to this one is not played
    private long _lastSound;
    private ServerError? _error;
    private int _isOver;
    private long _latencyMs;
    private long _lastReply;

    private ConversationLoop(ConversationOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _toolOptions = options.Tools?.Options ?? new();
        _isTextOnly = options.TextOnly ?? options.Audio is null;
        Events = new(options.MaxWaitingEvents, options.MaxWaitingEventBytes);
        if (options.Callbacks is { IsEmpty: false })
            _callbackEvents = new(options.MaxWaitingEvents, options.MaxWaitingEventBytes);
        if (options.ApproveMcpTool is { } approve)
            _approvals = new(approve, async approval => await TrySendAsync(approval).ConfigureAwait(false), exception => LogFailed("ApproveMcpTool", exception));
    }

    public EventBuffer Events { get; }

    public Task<ConversationEnded> Ended => _ended.Task;

    public ConversationMetadata Metadata { get; private set; } = null!;

    public ClientToolCalls? Tools { get; private set; }

    public TimeSpan? Latency => Interlocked.Read(ref _latencyMs) is var ms and > 0 ? TimeSpan.FromMilliseconds(ms) : null;

    public long? LastReply => Interlocked.Read(ref _lastReply) is var reply and > 0 ? reply : null;

    public async ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        if (_ended.Task.IsCompleted || _connection is null)
            throw Over(null);
        try
        {
            if (message is UserMessage or MultimodalMessage)
                Tools?.BeginTurn();
            await _connection.SendAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (WebSocketException exception)
        {
            throw Over(exception);
        }
    }

    private InvalidOperationException Over(Exception? exception) => new(
        _ended.Task.IsCompleted ? $"The conversation is over: {_ended.Task.Result.Reason}" : "The conversation is over: the connection was lost.", exception);

    private async Task<bool> TrySendAsync(ClientMessage message)
    {
        try
        {
            await SendAsync(message, CancellationToken.None).ConfigureAwait(false);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private async ValueTask SendSoundAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken)
    {
        if (_ended.Task.IsCompleted || sound.IsEmpty)
            return;
        try
        {
            await SendAsync(new UserAudio { Bytes = sound }, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // The conversation is over, as its end says.
        }
    }

    private async Task ReceiveAsync(Connection connection)
    {
        Exception? lost = null;
        try
        {
            while (await connection.ReceiveAsync().ConfigureAwait(false) is { } frame)
                Handle(ServerMessage.Decode(frame.Span), frame.Length);
        }
        catch (Exception exception)
        {
            lost = exception;
        }
        Finish(lost);
        if (lost is null)
            await connection.CloseAsync(connection.CloseCode ?? (int)WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
        connection.Dispose();
    }

    private void Handle(ServerMessage message, int bytes)
    {
        try
        {
            if (React(message))
                Publish(message, bytes);
        }
        catch (Exception exception)
        {
            LogFailed(message.Type, exception);
        }
    }

    /// <returns>Whether it is an event for the user: not the sound of a reply that was interrupted.</returns>
    private bool React(ServerMessage message)
    {
        switch (message)
        {
            case ConversationMetadata metadata:
                Begin(metadata);
                break;
            case Ping ping:
                Interlocked.Exchange(ref _latencyMs, ping.PingMs);
                Answer(ping);
                break;
            case AgentAudio { EventId: > 0 } late when late.EventId <= _interrupted:
                return false;
            case AgentAudio sound:
                _lastSound = Math.Max(_lastSound, sound.EventId);
                if (!_isTextOnly && _playback?.Add(sound.Bytes) == false)
                    LogSoundDropped(_options.MaxWaitingSoundBytes);
                break;
            case Interruption interruption:
                _interrupted = Math.Max(_interrupted, interruption.EventId > 0 ? interruption.EventId : _lastSound);
                _playback?.Interrupt();
                Tools?.Interrupt();
                break;
            case UserTranscript:
                Tools?.BeginTurn();
                break;
            case AgentResponse { EventId: > 0 } reply:
                Interlocked.Exchange(ref _lastReply, reply.EventId);
                break;
            case ClientToolCall call:
                Take(call);
                break;
            case McpToolCall call:
                _approvals?.Handle(call);
                break;
            case AgentToolResponse { ToolName: EndCall, IsError: false } or AgentToolResponseFull { ToolName: EndCall, IsError: false }:
                ExpectEnd(ConversationEndedBy.Agent);
                break;
            case ServerError error:
                _error = error;
                if (error.ErrorType?.Value == MaxDurationExceeded)
                    ExpectEnd(ConversationEndedBy.Server);
                break;
            default:
                break;
        }
        return true;
    }

    private void Begin(ConversationMetadata metadata)
    {
        if (_begun.Task.IsCompleted)
            return;     // a server that says so twice
        Metadata = metadata;
        Tools = new(_options.Tools ?? new ClientTools(), metadata.ConversationId, _options, LogFailed);
        if (_options.Audio is { } audio && !_isTextOnly)
            _playback = new(audio, _options, exception => LogFailed("Audio", exception));
        _begun.TrySetResult(metadata);
    }

    // A newer ping takes the place of one that waits to be answered: a slow socket does not pile them up.
    private void Answer(Ping ping)
    {
        if (Interlocked.Exchange(ref _pong, new() { EventId = ping.EventId }) is null)
            _ = SendPongsAsync();
    }

    private async Task SendPongsAsync()
    {
        while (Volatile.Read(ref _pong) is { } pong)
        {
            if (!await TrySendAsync(pong).ConfigureAwait(false) || Interlocked.CompareExchange(ref _pong, null, pong) == pong)
                return;
        }
    }

    private async Task AnswerAsync(ClientToolCall call)
    {
        var received = _options.Time.GetTimestamp();
        try
        {
            if (Tools is not { } tools)
                return;     // it never began
            if (await tools.RunAsync(call).ConfigureAwait(false) is not { } result)
                return;
            var answer = ToolAnswer.Of(call, result, _toolOptions);
            var ended = new ClientToolEnded
            {
                CallId = call.ToolCallId,
                Name = call.ToolName,
                Result = result,
                Answer = answer,
                Duration = _options.Time.GetElapsedTime(received),
            };
            Publish(ended, result.Utf8.Length);
            if (answer is not null)
                await TrySendAsync(answer).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogFailed(call.ToolName, exception);
        }
    }

    private void Publish(AgentEvent happened, int bytes)
    {
        Events.Add(happened, bytes);
        _callbackEvents?.Add(happened, bytes);
    }

    [LoggerMessage(1, LogLevel.Error, "{What} failed in a conversation, which goes on")]
    private partial void LogFailed(string what, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "More than {Bytes} bytes of the agent's sound wait to be played; a piece is dropped")]
    private partial void LogSoundDropped(long bytes);

    [LoggerMessage(3, LogLevel.Warning, "The server called {Tool} without an id: nobody could be answered, so it was not run")]
    private partial void LogUnanswerable(string tool);
}
