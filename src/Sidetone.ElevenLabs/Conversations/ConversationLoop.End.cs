using System.Net.WebSockets;

namespace Sidetone.ElevenLabs.Conversations;

// How a conversation ends: once, and with one word on who ended it.
internal sealed partial class ConversationLoop
{
    private const string EndCall = "end_call", MaxDurationExceeded = "max_duration_exceeded";
    private const int Nobody = -1;

    private static readonly string s_anyFault = new WebSocketException(WebSocketError.Faulted).Message;

    private int _endedBy = Nobody;      // who was the first to want it; nobody when it just happens
    private volatile bool _isLeaving;   // the user hung up
    private volatile bool _saidGoodbye;
    private Task? _hangingUp;

    /// <summary>Hangs up.</summary>
    public Task<ConversationEnded> EndAsync()
    {
        _isLeaving |= !_ended.Task.IsCompleted;
        Interlocked.CompareExchange(ref _endedBy, (int)ConversationEndedBy.Client, Nobody);
        return HangUpAsync();
    }

    // A server hangs up by itself when its agent has; one that does not is left.
    private void ExpectEnd(ConversationEndedBy by)
    {
        if (Interlocked.CompareExchange(ref _endedBy, (int)by, Nobody) == Nobody)
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
            _saidGoodbye = true;
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
        var end = Describe(lost);
        Publish(end, 0);
        _ended.TrySetResult(end);
        _begun.TrySetException(Opening.Failure(lost ?? new WebSocketException("The server closed the conversation."), end, _connection?.CloseReason, null));
        _ = _begun.Task.Exception;      // observed, whether or not somebody waits
        _approvals?.Stop();
        _ = _over.CancelAsync();
        _ = CloseAsync();
    }

    private ConversationEnded Describe(Exception? lost)
    {
        var code = _connection?.CloseCode;
        var by = Volatile.Read(ref _endedBy) is var first and not Nobody ? (ConversationEndedBy)first
            : code is null || lost is not null ? ConversationEndedBy.Connection
            : code == (int)WebSocketCloseStatus.NormalClosure ? ConversationEndedBy.Agent
            : ConversationEndedBy.Server;
        return new()
        {
            By = by,
            Reason = Reason(by, code, lost),
            CloseCode = code,
            ConversationId = Metadata?.ConversationId ?? "",
            Error = by is ConversationEndedBy.Server or ConversationEndedBy.Connection ? _error : null,
        };
    }

    private string Reason(ConversationEndedBy by, int? code, Exception? lost)
    {
        // A server that is told goodbye may give the words back.
        if (by != ConversationEndedBy.Client && !_saidGoodbye && _connection?.CloseReason is { Length: > 0 } said)
            return said;
        return by switch
        {
            ConversationEndedBy.Client => "This program hung up.",
            ConversationEndedBy.Agent => "The agent hung up.",
            ConversationEndedBy.Server => _error is { Message: { Length: > 0 } message } ? message
                : _error is { ErrorType.Value: MaxDurationExceeded } ? "The conversation was as long as it may be."
                : $"The server closed with code {code}.",
            _ => _connection?.Problem ?? (lost is null ? "The connection was lost." : $"The connection was lost: {Words(lost)}"),
        };
    }

    // The socket has a sentence for what it has no words for.
    private static string Words(Exception lost) =>
        lost is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted } fault && fault.Message == s_anyFault
            ? "the server broke the rules of the WebSocket, such as with text that is no UTF-8 or a close code that nobody may send."
            : lost.GetBaseException().Message;
}
