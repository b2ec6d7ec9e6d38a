using System.Net.WebSockets;
using System.Threading.Channels;

namespace Sidetone.ElevenLabs.Testing;

/// <summary>One of two WebSockets that are each other's other end, in memory: no port, no thread, no timer.</summary>
internal sealed class LocalSocket : WebSocket
{
    private const int MaxWaiting = 256;

    private readonly ChannelReader<Message> _in;
    private readonly ChannelWriter<Message> _out;
    private readonly ChannelWriter<Message> _back;
    private Message? _reading;
    private int _read;
    private volatile bool _hasClosed, _isClosed, _isAborted;

    private LocalSocket(Channel<Message> receives, Channel<Message> sends) => (_in, _back, _out) = (receives.Reader, receives.Writer, sends.Writer);

    /// <inheritdoc/>
    public override WebSocketCloseStatus? CloseStatus => _isClosed ? _reading?.Status : null;

    /// <inheritdoc/>
    public override string? CloseStatusDescription => _isClosed ? _reading?.Reason : null;

    /// <inheritdoc/>
    public override string? SubProtocol => null;

    /// <inheritdoc/>
    public override WebSocketState State => (_isAborted, _hasClosed, _isClosed) switch
    {
        (true, _, _) => WebSocketState.Aborted,
        (_, true, true) => WebSocketState.Closed,
        (_, true, _) => WebSocketState.CloseSent,
        (_, _, true) => WebSocketState.CloseReceived,
        _ => WebSocketState.Open,
    };

    public static (LocalSocket One, LocalSocket Other) Pair()
    {
        var (there, back) = (Line(), Line());
        return (new(back, there), new(there, back));

        static Channel<Message> Line() => Channel.CreateBounded<Message>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    }

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            if (!_isClosed && (_reading is null || _read == _reading.Bytes.Length))
                (_reading, _read) = (await _in.ReadAsync(cancellationToken).ConfigureAwait(false), 0);
        }
        catch (ChannelClosedException lost)
        {
            throw Lost(lost);
        }
        if (_reading!.Status is not null)
        {
            _isClosed = true;
            return new(0, WebSocketMessageType.Close, endOfMessage: true);
        }
        var count = Math.Min(buffer.Length, _reading.Bytes.Length - _read);
        _reading.Bytes.AsMemory(_read, count).CopyTo(buffer);
        _read += count;
        return new(count, WebSocketMessageType.Text, endOfMessage: _read == _reading.Bytes.Length);
    }

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        if (!endOfMessage || messageType != WebSocketMessageType.Text)
            throw new NotSupportedException("Only whole messages of text go over this socket.");
        await WriteAsync(new(buffer.ToArray(), null, null), cancellationToken).ConfigureAwait(false);
    }

    public override async Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken)
    {
        if (_hasClosed)
            return;
        await WriteAsync(new([], closeStatus, statusDescription), cancellationToken).ConfigureAwait(false);
        _hasClosed = true;
        _out.TryComplete();
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
        CloseOutputAsync(closeStatus, statusDescription, cancellationToken);

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        var part = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new(part.Count, part.MessageType, part.EndOfMessage, CloseStatus, CloseStatusDescription);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) =>
        SendAsync(buffer.AsMemory(), messageType, endOfMessage, cancellationToken).AsTask();

    /// <summary>The line is cut: the other end receives what was sent, and then an error.</summary>
    public override void Abort()
    {
        if (_isClosed && _hasClosed)
            return;
        _isAborted = true;
        _out.TryComplete();
        _back.TryComplete();
    }

    public override void Dispose() => Abort();

    private async ValueTask WriteAsync(Message message, CancellationToken cancellationToken)
    {
        try
        {
            await _out.WriteAsync(message, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException lost)
        {
            throw Lost(lost);
        }
    }

    private static WebSocketException Lost(Exception exception) => new(WebSocketError.ConnectionClosedPrematurely, "The connection was lost.", exception);

    private sealed record Message(byte[] Bytes, WebSocketCloseStatus? Status, string? Reason);
}
