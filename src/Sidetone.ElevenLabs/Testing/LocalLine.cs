using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Testing;

/// <summary>A <see cref="LocalAgent"/> on the line: it follows the script, and takes what the client sends meanwhile.</summary>
internal sealed class LocalLine(LocalAgent agent, LocalSocket socket)
{
    private const int MaxReceived = 100_000, MaxReasonBytes = 123;

    private readonly Lock _gate = new();
    private readonly List<ClientMessage> _received = [];
    private readonly List<OpenCall> _calls = [];
    private readonly Channel<string> _heard = Channel.CreateUnbounded<string>();
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _over = new();
    private long _soundReceived;
    private int _waitedFor;

    /// <summary>Fires when the conversation is over.</summary>
    public CancellationToken Over => _over.Token;

    public long LastEventId { get; private set; }

    public long SoundReceived => Interlocked.Read(ref _soundReceived);

    /// <summary>The answer that was waited for last.</summary>
    public ClientToolResult Answer { get => field ?? throw new InvalidOperationException("No tool has answered yet that the agent could speak about."); private set; }

    public IReadOnlyList<ClientMessage> Received
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    public IReadOnlyList<CalledTool> Called
    {
        get
        {
            lock (_gate)
                return [.. _calls.Select(call => new CalledTool(call.Id, call.Asked.Tool, call.Asked.Arguments, [.. call.Answers]))];
        }
    }

    public async Task RunAsync()
    {
        try
        {
            _ = ReceiveAsync();
            await _begun.Task.WaitAsync(Over).ConfigureAwait(false);
            if (agent.Refusal is var (code, reason))
            {
                await CloseAsync(code, reason).ConfigureAwait(false);
                return;
            }
            await SendAsync(agent.Metadata).ConfigureAwait(false);
            await foreach (var step in agent.ReadScriptAsync(Over).ConfigureAwait(false))
                await step(this).ConfigureAwait(false);
        }
        catch (Exception) when (Over.IsCancellationRequested)
        {
            // The client has hung up; nobody is there to follow the script for.
        }
        catch (Exception exception)
        {
            agent.Fail(exception);
            await CloseAsync((int)WebSocketCloseStatus.InternalServerError, exception.Message).ConfigureAwait(false);
        }
    }

    public long NextEventId() => ++LastEventId;

    public Task SendAsync(ServerMessage message) => SendAsync(message.Encode());

    public async Task SendAsync(byte[] frame) => await socket.SendAsync(frame.AsMemory(), WebSocketMessageType.Text, endOfMessage: true, Over).ConfigureAwait(false);

    public async Task SayAsync(string text, ReadOnlyMemory<byte> sound)
    {
        var id = NextEventId();
        await SendAsync(new AgentResponse { Text = text, EventId = id }).ConfigureAwait(false);
        if (!sound.IsEmpty)
            await SendAsync(new AgentAudio { Bytes = sound, EventId = id }).ConfigureAwait(false);
    }

    public async Task HearAsync(string? containing)
    {
        using var timeout = new CancellationTokenSource(agent.ReceiveTimeout, agent.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, Over);
        try
        {
            var words = await _heard.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            if (containing is not null && !words.Contains(containing, StringComparison.OrdinalIgnoreCase))
                throw new InvalidOperationException($"It was to hear '{containing}', and heard '{words}'.");
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested)
        {
            var message = $"Nothing was heard for {agent.ReceiveTimeout.TotalSeconds:0.#} seconds.";
            agent.Fail(new TimeoutException(message));
            await SendAsync(new ServerError { Code = 1002, ErrorType = ErrorType.TransportReceiveTimeout, Message = message }).ConfigureAwait(false);
            await CloseAsync(1002, message).ConfigureAwait(false);
        }
    }

    public async Task CallAsync(IReadOnlyList<LocalCall> calls, bool expectsResponse)
    {
        var turn = NextEventId();
        foreach (var asked in calls)
        {
            OpenCall call;
            lock (_gate)
                _calls.Add(call = new($"call_{_calls.Count + 1}", asked, expectsResponse));
            await SendAsync(new ClientToolCall
            {
                ToolName = asked.Tool,
                ToolCallId = call.Id,
                Parameters = asked.Arguments,
                EventId = turn,
                ExpectsResponse = expectsResponse,
            }).ConfigureAwait(false);
        }
    }

    public async Task WaitForAnswersAsync()
    {
        while (true)
        {
            OpenCall call;
            lock (_gate)
            {
                if (_waitedFor == _calls.Count)
                    return;
                call = _calls[_waitedFor++];
            }
            if (call.IsExpected)
                Answer = await WaitAsync(call).ConfigureAwait(false);
        }
    }

    public async Task CloseAsync(int code, string reason)
    {
        try
        {
            while (Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes)
                reason = reason[..^1];
            await socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, Over).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // It is over already.
        }
    }

    public Task DropAsync()
    {
        socket.Abort();
        return Task.CompletedTask;
    }

    private async Task<ClientToolResult> WaitAsync(OpenCall call)
    {
        try
        {
            return await call.Answered.Task.WaitAsync(agent.ResponseTimeout, agent.Time, Over).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return new()
            {
                ToolCallId = call.Id,
                Result = $"The tool did not answer within {agent.ResponseTimeout.TotalSeconds:0.#} seconds.",
                IsError = true,
                ErrorType = ToolErrorType.ClientTimeout,
            };
        }
    }

    private async Task ReceiveAsync()
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                var length = 0;
                ValueWebSocketReceiveResult part;
                do
                {
                    if (length == buffer.Length)
                        Array.Resize(ref buffer, buffer.Length * 2);
                    part = await socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
                    length += part.Count;
                }
                while (!part.EndOfMessage);
                if (part.MessageType == WebSocketMessageType.Close)
                    break;
                if (!Take(ClientMessage.Decode(buffer.AsSpan(0, length))))
                    await CloseAsync((int)WebSocketCloseStatus.PolicyViolation, "Invalid message received").ConfigureAwait(false);
            }
            await CloseAsync((int)WebSocketCloseStatus.NormalClosure, "").ConfigureAwait(false);
        }
        catch (WebSocketException)
        {
            // The line is dead.
        }
        await _over.CancelAsync().ConfigureAwait(false);
        socket.Abort();
        agent.End();
    }

    /// <returns>Whether the platform would have accepted it.</returns>
    private bool Take(ClientMessage message)
    {
        if (message is UserAudio sound)
        {
            Interlocked.Add(ref _soundReceived, sound.Bytes.Length);
            return true;
        }
        lock (_gate)
        {
            if (_received.Count == MaxReceived)
                return false;
            _received.Add(message);
        }
        switch (message)
        {
            case ConversationInitiation:
                _begun.TrySetResult();
                return true;
            case UserMessage { Text: { } words }:
                return _heard.Writer.TryWrite(words);
            case MultimodalMessage { Text.Text: var words }:
                return _heard.Writer.TryWrite(words ?? "");
            case ClientToolResult { WasText: false }:
                return false;
            case ClientToolResult answer:
                Take(answer);
                return true;
            default:
                return message is not (UnknownClientMessage or MalformedClientMessage);
        }
    }

    // One for a call that is not known is passed over, as the platform does.
    private void Take(ClientToolResult answer)
    {
        lock (_gate)
        {
            if (_calls.Find(call => call.Id == answer.ToolCallId) is not { } call)
                return;
            call.Answers.Add(answer);
            call.Answered.TrySetResult(answer);
        }
    }

    private sealed record OpenCall(string Id, LocalCall Asked, bool IsExpected)
    {
        public List<ClientToolResult> Answers { get; } = [];

        public TaskCompletionSource<ClientToolResult> Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
