using System.Net.WebSockets;
using System.Threading.Channels;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>A connection in memory: a WebSocket at either end, or its bare bytes at the server's.</summary>
internal sealed class MemoryLine
{
    private readonly Channel<byte[]> _toServer;
    private readonly Channel<byte[]> _toClient = Channel.CreateUnbounded<byte[]>();
    private readonly End _clientEnd;

    /// <param name="room">How many writes of the client wait for a server that does not read; then it has to wait.</param>
    public MemoryLine(int? room = null)
    {
        _toServer = room is { } writes ? Channel.CreateBounded<byte[]>(writes) : Channel.CreateUnbounded<byte[]>();
        _clientEnd = new(_toClient, _toServer);
        Bytes = new End(_toServer, _toClient);
        Client = WebSocket.CreateFromStream(_clientEnd, new WebSocketCreationOptions());
        Server = new(WebSocket.CreateFromStream(Bytes, new WebSocketCreationOptions { IsServer = true }));
    }

    public WebSocket Client { get; }

    public ScriptedSocket Server { get; }

    /// <summary>What goes to the client, below the WebSocket.</summary>
    public Stream Bytes { get; }

    /// <summary>The client has let go of its socket.</summary>
    public bool IsReleased => _clientEnd.IsClosed;

    /// <summary>The connection is lost, as by a reset.</summary>
    public void Cut()
    {
        var reset = new IOException("Connection reset by peer");
        _toServer.Writer.TryComplete(reset);
        _toClient.Writer.TryComplete(reset);
    }

    private sealed class End(Channel<byte[]> from, Channel<byte[]> to) : Stream
    {
        private ReadOnlyMemory<byte> _rest;

        public bool IsClosed { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.Length == 0)
                return 0;
            if (_rest.IsEmpty && !await from.Reader.WaitToReadAsync(cancellationToken))
                return 0;
            ObjectDisposedException.ThrowIf(IsClosed, this);
            if (_rest.IsEmpty && from.Reader.TryRead(out var next))
                _rest = next;
            var count = Math.Min(buffer.Length, _rest.Length);
            _rest[..count].CopyTo(buffer);
            _rest = _rest[count..];
            return count;
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            try
            {
                await to.Writer.WriteAsync(buffer.ToArray(), cancellationToken);
            }
            catch (ChannelClosedException exception)
            {
                throw new IOException("Broken pipe", exception);
            }
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsClosed = true;
            to.Writer.TryComplete();
            from.Writer.TryComplete(new IOException("Closed here"));
            base.Dispose(disposing);
        }
    }
}
