using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using Microsoft.AspNetCore.Http;
using OpenAI.Chat;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class CancellationTests
{
    /// <summary>Broken, these tests would wait for ever; nothing in them takes time.</summary>
    private const int Stuck = 30_000;

    private readonly TaskCompletionSource _reached = new();
    private readonly TaskCompletionSource _aborted = new();

    [Theory(Timeout = Stuck)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_is_slow_to_answer_is_left_at_once(bool stream)
    {
        await using var server = await ScriptedServer.StartAsync(Hang);
        using var cancel = new CancellationTokenSource();
        var asked = stream ? DrainAsync(server.Client(), cancel.Token) : server.Client().GetResponseAsync([Conversation.Hello], null, cancel.Token);

        await _reached.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await _aborted.Task;
        Assert.Single(server.Requests);
    }

    [Theory(Timeout = Stuck)]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_refusal_that_does_not_come_to_its_end_is_left_at_once(bool stream)
    {
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("{", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await Hang(http);
        });
        using var cancel = new CancellationTokenSource();
        var asked = stream ? DrainAsync(server.Client(), cancel.Token) : server.Client().GetResponseAsync([Conversation.Hello], null, cancel.Token);

        await _reached.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await _aborted.Task;
    }

    [Fact(Timeout = Stuck)]
    public async Task A_stream_is_left_in_its_middle()
    {
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            await Answers.UnfinishedEvents(Answers.Text("Hal"))(http);
            await Hang(http);
        });
        using var cancel = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var update in Lingering(server).GetStreamingResponseAsync([Conversation.Hello], null, cancel.Token))
            {
                Assert.Equal("Hal", update.Text);
                await cancel.CancelAsync();
            }
        });
        await _aborted.Task;
    }

    [Fact(Timeout = Stuck)]
    public async Task Who_stops_listening_hangs_up()
    {
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            await Answers.UnfinishedEvents(Answers.Text("Hal"))(http);
            await Hang(http);
        });

        await foreach (var update in Lingering(server).GetStreamingResponseAsync([Conversation.Hello], null, TestContext.Current.CancellationToken))
        {
            Assert.Equal("Hal", update.Text);
            break;
        }
        await _aborted.Task;
    }

    [Fact(Timeout = Stuck)]
    public async Task What_had_arrived_and_was_not_read_does_not_delay_it()
    {
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            // As much as any socket takes without a reader.
            await Answers.UnfinishedEvents([.. Enumerable.Repeat(Answers.Text("Hal"), 150)])(http);
            await Hang(http);
        });

        await foreach (var _ in Lingering(server).GetStreamingResponseAsync([Conversation.Hello], null, TestContext.Current.CancellationToken))
        {
            await _reached.Task;
            break;
        }
        await _aborted.Task;
    }

    [Fact(Timeout = Stuck)]
    public async Task What_arrives_in_the_moment_of_hanging_up_does_not_keep_the_connection_open()
    {
        var stream = new Chatty(Encoding.UTF8.GetBytes($"data: {Answers.Text("Hal")}\n\n"));
        using var http = new HttpClient(new Answering(stream));
        var client = new OpenAIChatClient(new ChatClient("m", new ApiKeyCredential("k"), new global::OpenAI.OpenAIClientOptions
        {
            Endpoint = new("http://server.test/v1"),
            Transport = new HttpClientPipelineTransport(http),
        }));

        await foreach (var update in client.GetStreamingResponseAsync([Conversation.Hello], null, TestContext.Current.CancellationToken))
        {
            Assert.Equal("Hal", update.Text);
            break;
        }

        Assert.True(stream.IsClosed);
    }

    [Fact(Timeout = Stuck)]
    public async Task A_wait_for_a_retry_is_cut_short()
    {
        var time = new StandingTime();
        await using var server = await ScriptedServer.StartAsync(Answers.Json("{}", 503));
        using var cancel = new CancellationTokenSource();
        var asked = server.Client(options => options with { Time = time }).GetResponseAsync([Conversation.Hello], null, cancel.Token);

        await time.Asked.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        Assert.Single(server.Requests);
    }

    [Fact(Timeout = Stuck)]
    public async Task Nothing_is_sent_for_a_token_that_is_cancelled_already()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => server.Client().GetResponseAsync([Conversation.Hello], null, new CancellationToken(true)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DrainAsync(server.Client(), new CancellationToken(true)));

        Assert.Empty(server.Requests);
    }

    private async Task Hang(Microsoft.AspNetCore.Http.HttpContext http)
    {
        using var registration = http.RequestAborted.Register(_aborted.SetResult);
        _reached.SetResult();
        await _aborted.Task;
    }

    /// <summary>A client whose connections, when merely disposed, wait for the server's last byte for ever.</summary>
    private static OpenAIChatClient Lingering(ScriptedServer server) => new(new ChatClient("m", new ApiKeyCredential("k"), new global::OpenAI.OpenAIClientOptions
    {
        Endpoint = server.Url,
        Transport = new HttpClientPipelineTransport(new HttpClient(new SocketsHttpHandler
        {
            ResponseDrainTimeout = Timeout.InfiniteTimeSpan,
            MaxResponseDrainSize = int.MaxValue,
        })),
    }));

    private static async Task DrainAsync(OpenAIChatClient client, CancellationToken cancellationToken)
    {
        await foreach (var _ in client.GetStreamingResponseAsync([Conversation.Hello], null, cancellationToken))
        {
        }
    }

    /// <summary>A connection that closes when a read is cancelled while it waits; but the first one gets its bytes in that very moment.</summary>
    private sealed class Chatty(byte[] first) : MemoryStream
    {
        private bool _begun;
        private bool _spoke;

        public bool IsClosed { get; private set; }

        public override bool CanSeek => false;

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (cancellationToken.IsCancellationRequested)
                return ValueTask.FromCanceled<int>(cancellationToken);      // never reaches the connection
            if (!_begun)
            {
                _begun = true;
                first.CopyTo(buffer);
                return new(first.Length);
            }
            var read = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
            cancellationToken.Register(() =>
            {
                IsClosed = _spoke;
                if (_spoke)
                    read.SetCanceled(cancellationToken);
                else
                    read.SetResult(1);
                _spoke = true;
            });
            return new(read.Task);
        }
    }

    private sealed class Answering(Stream stream) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StreamContent(stream) { Headers = { ContentType = new("text/event-stream") } } });
    }

    /// <summary>Time that does not pass.</summary>
    private sealed class StandingTime : TimeProvider
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Asked.TrySetResult();
            return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, period);
        }
    }
}
