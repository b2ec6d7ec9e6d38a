using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Conversations;

public sealed class StartFailureTests
{
    [Fact]
    public async Task A_server_that_closes_before_it_takes_anything_says_why_even_where_nothing_can_be_sent()
    {
        var (sending, closing) = (new TaskCompletionSource(), new TaskCompletionSource());
        var socket = new Closing(sending, closing.Task);
        var opening = Conversation.StartAsync(new() { AgentId = "a", Time = new VirtualTime(), Connect = (_, _) => new(socket) }, TestContext.Current.CancellationToken);
        await Played.Soon(sending.Task);
        closing.SetResult();
        var failure = await Assert.ThrowsAsync<ConversationStartException>(() => Played.Soon(opening));
        Assert.Equal((3000, "No such agent."), (failure.CloseCode, failure.CloseReason));
    }

    [Fact]
    public async Task What_was_given_up_may_fail_later_without_anybody_hearing_of_it()
    {
        var unobserved = new ConcurrentQueue<string>();
        void Watch(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.ToString().Contains("Failed late.", StringComparison.Ordinal))
                unobserved.Enqueue(e.Exception.ToString());
        }

        TaskScheduler.UnobservedTaskException += Watch;
        try
        {
            await GiveUpAsync();
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Watch;
        }
        Assert.Empty(unobserved);
    }

    public static TheoryData<string, ConversationOptions> NoBounds => new()
    {
        { "StartTimeout is 00:00:00; it must be more than 0 and at most 1 day, because nothing waits for ever.", new() { StartTimeout = TimeSpan.Zero } },
        { "StartTimeout is infinite; it must be more than 0", new() { StartTimeout = Timeout.InfiniteTimeSpan } },
        { "SendTimeout is -00:00:03", new() { SendTimeout = TimeSpan.FromSeconds(-3) } },
        { "SendTimeout is infinite", new() { SendTimeout = Timeout.InfiniteTimeSpan } },
        { "CloseTimeout is infinite", new() { CloseTimeout = Timeout.InfiniteTimeSpan } },
        { "CloseTimeout is 10675199.02:48:05.4775807", new() { CloseTimeout = TimeSpan.MaxValue } },
        { "FarewellTimeout is infinite", new() { FarewellTimeout = Timeout.InfiniteTimeSpan } },
        { "FarewellTimeout is 2.00:00:00", new() { FarewellTimeout = TimeSpan.FromDays(2) } },
        { "MaxMessageBytes is 0; it must be 1 or more.", new() { MaxMessageBytes = 0 } },
        { "MaxWaitingEvents is -1", new() { MaxWaitingEvents = -1 } },
        { "MaxWaitingEventBytes is 0", new() { MaxWaitingEventBytes = 0 } },
        { "MaxWaitingSoundBytes is 0", new() { MaxWaitingSoundBytes = 0 } },
    };

    [Theory]
    [MemberData(nameof(NoBounds), DisableDiscoveryEnumeration = true)]
    public async Task A_bound_that_is_none_is_refused_before_anything_is_opened(string words, ConversationOptions options)
    {
        options = options with { AgentId = "a", Connect = (_, _) => throw new InvalidOperationException("It was opened.") };
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Conversation.StartAsync(options, TestContext.Current.CancellationToken));
        Assert.StartsWith(words, refused.Message, StringComparison.Ordinal);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task GiveUpAsync()
    {
        var late = new TaskCompletionSource<WebSocket>();
        using var cancel = new CancellationTokenSource();
        var connecting = Conversation.StartAsync(new() { AgentId = "a", Connect = (_, _) => new(late.Task) }, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Played.Soon(connecting));
        late.SetException(new InvalidOperationException("Failed late."));

        var (waits, sound) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var again = new CancellationTokenSource();
        await using var played = new Played();
        var starting = played.OpenAsync(new() { Audio = new TestAudio { OnStart = _ => { waits.SetResult(); return sound.Task; } } }, again.Token);
        await played.Server.BeginAsync();
        await Played.Soon(waits.Task);
        await again.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => played.InTimeAsync(starting));
        sound.SetException(new InvalidOperationException("Failed late."));
    }

    // Takes nothing, and has been closed by the server all the same.
    private sealed class Closing(TaskCompletionSource sending, Task closing) : WebSocket
    {
        private bool _isClosed;

        public override WebSocketCloseStatus? CloseStatus => _isClosed ? (WebSocketCloseStatus)3000 : null;

        public override string? CloseStatusDescription => _isClosed ? "No such agent." : null;

        public override WebSocketState State => _isClosed ? WebSocketState.CloseReceived : WebSocketState.Open;

        public override string? SubProtocol => null;

        public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
        {
            await closing;
            _isClosed = true;
            return new(0, WebSocketMessageType.Close, endOfMessage: true);
        }

        public override ValueTask SendAsync(ReadOnlyMemory<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
        {
            sending.TrySetResult();
            throw new WebSocketException(WebSocketError.ConnectionClosedPrematurely);
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

        public override void Abort()
        {
        }

        public override void Dispose()
        {
        }
    }
}
