using System.Buffers;
using System.Net.WebSockets;
using System.Text;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The socket: whole messages, one sender at a time.</summary>
internal sealed class Connection(WebSocket socket, ConversationOptions options, Action<Frame>? watch) : IDisposable
{
    private const int FirstBufferBytes = 4 * 1024, KeptBufferBytes = 256 * 1024, MaxReasonBytes = 123;

    private readonly SemaphoreSlim _sending = new(1, 1);
    private ArrayBufferWriter<byte> _out = new();
    private byte[] _in = new byte[FirstBufferBytes];
    private int? _closedWith;

    /// <summary>Why the connection is no good any more, when this side found out.</summary>
    public string? Problem { get; private set; }

    public int? CloseCode => (int?)socket.CloseStatus ?? _closedWith;

    public string CloseReason => socket.CloseStatusDescription ?? "";

    /// <summary>The next message; valid until the next call. Null when the server has closed.</summary>
    public async ValueTask<ReadOnlyMemory<byte>?> ReceiveAsync()
    {
        if (_in.Length > KeptBufferBytes)
            _in = new byte[FirstBufferBytes];
        var length = 0;
        while (true)
        {
            if (length == _in.Length)
                Array.Resize(ref _in, (int)Math.Min(_in.Length * 2L, Math.Max(options.MaxMessageBytes + 1L, FirstBufferBytes)));
            var part = await socket.ReceiveAsync(_in.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            length += part.Count;
            if (length > options.MaxMessageBytes)
            {
                Problem = $"The server sent a message of more than {options.MaxMessageBytes} bytes. Raise ConversationOptions.MaxMessageBytes if it may.";
                _closedWith = (int)WebSocketCloseStatus.MessageTooBig;
                await CloseAsync(_closedWith.Value, "message too big").ConfigureAwait(false);
                throw new WebSocketException(Problem);
            }
            if (!part.EndOfMessage)
                continue;
            var message = _in.AsMemory(0, length);
            watch?.Invoke(new(IsOutgoing: false, message.ToArray()));
            return message;
        }
    }

    /// <summary>Sends a message. One whose sending has begun is sent to its end: half a message would end the conversation.</summary>
    /// <exception cref="WebSocketException">The connection is lost, or so slow that it is taken for lost.</exception>
    public async ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        await _sending.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_out.Capacity > KeptBufferBytes)
                _out = new();
            _out.ResetWrittenCount();
            message.Encode(_out);
            watch?.Invoke(new(IsOutgoing: true, _out.WrittenSpan.ToArray()));
            await SendOutAsync().ConfigureAwait(false);
        }
        finally
        {
            _sending.Release();
        }
    }

    /// <summary>Says goodbye; the receiver then gets the server's. Never throws.</summary>
    public async ValueTask CloseAsync(int code, string reason)
    {
        using var timeout = new CancellationTokenSource(options.CloseTimeout, options.Time);
        try
        {
            await _sending.WaitAsync(timeout.Token).ConfigureAwait(false);
            try
            {
                if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                    await socket.CloseOutputAsync((WebSocketCloseStatus)code, Shorten(reason), timeout.Token).ConfigureAwait(false);
            }
            finally
            {
                _sending.Release();
            }
        }
        catch (Exception)
        {
            socket.Abort();
        }
    }

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();

    private async ValueTask SendOutAsync()
    {
        try
        {
            var sending = socket.SendAsync(_out.WrittenMemory, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
            if (!sending.IsCompleted)
            {
                using var timeout = new CancellationTokenSource(options.SendTimeout, options.Time);
                await using var registration = timeout.Token.UnsafeRegister(static state => ((Connection)state!).GiveUp(), this).ConfigureAwait(false);
                await sending.ConfigureAwait(false);
            }
            else
            {
                sending.GetAwaiter().GetResult();
            }
        }
        catch (Exception exception) when (exception is not WebSocketException)      // whatever a socket throws, it is of no use any more
        {
            throw new WebSocketException(exception.Message, exception);
        }
    }

    private void GiveUp()
    {
        Problem = $"The server took nothing for {options.SendTimeout.TotalSeconds:0.#} seconds.";
        socket.Abort();
    }

    private static string Shorten(string reason)
    {
        while (Encoding.UTF8.GetByteCount(reason) > MaxReasonBytes)
            reason = reason[..^1];
        return reason;
    }
}
