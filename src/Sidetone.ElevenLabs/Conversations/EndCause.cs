using System.Net.WebSockets;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Who ended a conversation, and why: the first who wanted it counts, or how the connection went when nobody did.</summary>
internal sealed class EndCause
{
    private const int Nobody = -1;

    private int _by = Nobody;

    /// <summary>What the server said was wrong.</summary>
    public ServerError? Error { get; set; }

    /// <summary>This side has said goodbye: a server may give the words back.</summary>
    public bool SaidGoodbye { get; set; }

    /// <returns>Whether this is the first.</returns>
    public bool TryBe(ConversationEndedBy by) => Interlocked.CompareExchange(ref _by, (int)by, Nobody) == Nobody;

    public ConversationEnded Describe(Connection? connection, string conversationId, Exception? lost)
    {
        var code = connection?.CloseCode;
        var by = Volatile.Read(ref _by) is var first and not Nobody ? (ConversationEndedBy)first
            : code is null || lost is not null ? ConversationEndedBy.Connection
            : code == (int)WebSocketCloseStatus.NormalClosure ? ConversationEndedBy.Agent
            : ConversationEndedBy.Server;
        return new()
        {
            By = by,
            Reason = by != ConversationEndedBy.Client && !SaidGoodbye && connection?.CloseReason is { Length: > 0 } said ? said : Reason(by, connection, lost),
            CloseCode = code,
            ConversationId = conversationId,
            Error = by == ConversationEndedBy.Client ? null : Error,
        };
    }

    private string Reason(ConversationEndedBy by, Connection? connection, Exception? lost) => by switch
    {
        ConversationEndedBy.Client => "This program hung up.",
        ConversationEndedBy.Agent => "The agent hung up.",
        ConversationEndedBy.Server => Error is { Message: { Length: > 0 } message } ? message
            : Error is { Reason: { Length: > 0 } reason } ? reason
            : Error?.ErrorType == ErrorType.MaxDurationExceeded ? "The conversation was as long as it may be."
            : $"The server closed with code {connection?.CloseCode}.",
        _ => connection?.Problem ?? (lost is null ? "The connection was lost." : $"The connection was lost: {Words(lost)}"),
    };

    // The socket has a sentence for what it has no words for.
    private static string Words(Exception lost) =>
        lost is WebSocketException { WebSocketErrorCode: WebSocketError.Faulted } fault && fault.Message == new WebSocketException(WebSocketError.Faulted).Message
            ? "the server broke the rules of the WebSocket, such as with text that is no UTF-8 or a close code that nobody may send."
            : lost.GetBaseException().Message;
}
