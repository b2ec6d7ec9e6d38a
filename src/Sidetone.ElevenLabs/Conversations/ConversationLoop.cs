using System.Net.WebSockets;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Audio;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>One conversation at work: it receives, and never waits for anything but the next message.</summary>
internal sealed partial class ConversationLoop : IAsyncDisposable
{
    private const string EndCall = "end_call";

    private readonly ConversationOptions _options;
    private readonly ILogger _logger;
    private readonly TaskCompletionSource<ConversationEnded> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<ConversationMetadata> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OwnCode _ownCode = new();
    private readonly EventBuffer? _callbackEvents;
    private readonly McpApprovals? _approvals;
    private readonly ClientToolCalls _tools;
    private Connection? _connection;
    private AudioFormat _input;
    private Speech? _speech;
    private Pong? _pong;
    private long _interrupted;      // sound of events up to this one is not played
    private long _lastSound;
    private long _latencyMs;
    private long _lastReply;

    private ConversationLoop(ConversationOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        Events = new(options.MaxWaitingEvents, options.MaxWaitingEventBytes);
        if (options.Callbacks is not null)
            _callbackEvents = new(options.MaxWaitingEvents, options.MaxWaitingEventBytes);
        if (options.ApproveMcpTool is { } approve)
            _approvals = new(approve, TrySendAsync, exception => Failed("ApproveMcpTool", exception));
        if (options.Audio is { } audio && !options.IsTextOnly)
            Playback = new(audio, options, exception => Failed("Audio", exception));
        _tools = new(options, _ownCode, Publish, TrySendAsync, Failed);
    }

    public EventBuffer Events { get; }

    public Task<ConversationEnded> Ended => _ended.Task;

    public ConversationMetadata Metadata => _begun.Task.Result;     // nobody has a conversation that has not begun

    public IConversationLog Log => _tools.Log;

    /// <summary>What plays the agent's sound; null when nothing here does.</summary>
    public Playback? Playback { get; }

    public bool IsSpeaking => _speech is { IsOn: true };

    public bool IsMuted { get; set; }

    public TimeSpan? Latency => Interlocked.Read(ref _latencyMs) is var ms and > 0 ? TimeSpan.FromMilliseconds(ms) : null;

    public long? LastReply => Interlocked.Read(ref _lastReply) is var reply and > 0 ? reply : null;

    public async ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken)
    {
        if (_ended.Task.IsCompleted || _connection is null)
            throw Over(null);
        try
        {
            if (message is UserMessage or MultimodalMessage)
                _tools.BeginTurn();
            else if (message is UserAudio sound && IsMuted)
                message = new UserAudio { Bytes = _input.Silence(sound.Bytes.Length) };
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
            if (!React(message))
                return;
            Publish(message, bytes);
            if (message is ClientToolCall call)
                _tools.Take(call);      // it may end at once, and its end is an event after it
        }
        catch (Exception exception)
        {
            Failed(message.Type, exception);
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
                if (ping.PingMs > 0)    // 0 is for what the server has not measured
                    Interlocked.Exchange(ref _latencyMs, ping.PingMs);
                Answer(ping);
                break;
            case AgentAudio { EventId: > 0 } late when late.EventId <= _interrupted:
                return false;
            case AgentAudio sound:
                _lastSound = Math.Max(_lastSound, sound.EventId);
                _speech?.Add(sound.Bytes.Length);
                if (Playback?.Add(sound.Bytes) == false)
                    LogSoundDropped(_options.MaxWaitingSoundBytes);
                break;
            case Interruption interruption:
                _interrupted = Math.Max(_interrupted, interruption.EventId > 0 ? interruption.EventId : _lastSound);
                _speech?.Cut();
                Playback?.Interrupt();
                _tools.Interrupt();
                break;
            case UserTranscript:
                _tools.BeginTurn();
                break;
            case AgentResponse { EventId: > 0 } reply:
                Interlocked.Exchange(ref _lastReply, reply.EventId);
                break;
            case McpToolCall call:
                _approvals?.Handle(call);
                break;
            case AgentToolEnded { ToolName: EndCall, IsError: false, IsCalled: true, IsBlocked: not true }:
                ExpectEnd(ConversationEndedBy.Agent);
                break;
            case ServerError error:
                Learn(error);
                break;
            case ClientError error when error.ErrorName != _cause.Error?.ErrorType?.Value:
                Learn(error.AsServerError());
                break;
            default:
                break;
        }
        return true;
    }

    private void Learn(ServerError error)
    {
        _cause.Error = error;
        if (error.ErrorType == ErrorType.MaxDurationExceeded)
            ExpectEnd(ConversationEndedBy.Server);
    }

    private void Begin(ConversationMetadata metadata)
    {
        if (_begun.Task.IsCompleted)
            return;     // a server that says so twice
        _ = AudioFormat.TryParse(metadata.UserInputFormat.Value, out _input);
        if (AudioFormat.TryParse(metadata.AgentOutputFormat.Value, out var output))
            _speech = new(output, _options.Time, isSpeaking => Publish(new SpeakingChanged(isSpeaking), 0), _over.Token);
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

    private void Publish(AgentEvent happened, int bytes)
    {
        Events.Add(happened, bytes);
        _callbackEvents?.Add(happened, bytes);
    }

    private void Failed(string what, Exception exception) => _ = TryLog(what, exception);     // when that fails too, there is nobody left to tell

    private bool TryLog(string what, Exception exception)
    {
        try
        {
            LogFailed(what, exception);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "{What} failed in a conversation, which goes on")]
    private partial void LogFailed(string what, Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "More than {Bytes} bytes of the agent's sound wait to be played; a piece is dropped")]
    private partial void LogSoundDropped(long bytes);
}
