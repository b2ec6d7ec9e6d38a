using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

/// <summary>Over a real socket: what only the network shows.</summary>
public sealed class RealServerTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_path_in_the_base_address_is_kept_and_a_body_arrives_whole()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await StartAsync(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            seen.Enqueue($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString} {http.Request.Headers["xi-api-key"]} {http.Request.ContentType} {await body.ReadToEndAsync(Cancel)}");
            await http.Response.WriteAsync("""{"id":"t","tool_config":{"type":"client"}}""", Cancel);
        });
        using var client = new ElevenLabsClient(new ElevenLabsOptions { ApiKey = " k1\n", BaseAddress = new Uri(Url(server), "/proxy/eleven/") });
        await client.Tools.CreateAsync(new ClientToolConfig("x", "Zoë's"), cancellationToken: Cancel);
        Assert.Equal("""POST /proxy/eleven/v1/convai/tools k1 application/json {"tool_config":{"type":"client","name":"x","description":"Zoë's"}}""", Assert.Single(seen));
    }

    [Fact]
    public async Task A_redirection_to_another_host_gets_no_key()
    {
        await using var thief = await StartAsync(_ => throw new InvalidOperationException("Asked with the key."));
        await using var server = await StartAsync(http =>
        {
            http.Response.Redirect(new Uri(Url(thief), "/").AbsoluteUri);
            return Task.CompletedTask;
        });
        using var client = new ElevenLabsClient(new ElevenLabsOptions { ApiKey = "k1", BaseAddress = Url(server) });
        Assert.Equal(302, (await Assert.ThrowsAsync<ElevenLabsException>(() => client.Tools.GetAsync("t", cancellationToken: Cancel))).Status);
    }

    [Fact]
    public async Task A_connection_that_breaks_within_the_answer_is_tried_again_when_reading_and_told_when_making()
    {
        var count = 0;
        await using var server = await StartAsync(async http =>
        {
            if (Interlocked.Increment(ref count) == 2)
            {
                await http.Response.WriteAsync("""{"id":"t"}""", Cancel);
                return;
            }
            http.Response.ContentLength = 1000;
            await http.Response.WriteAsync("{", Cancel);
            await http.Response.Body.FlushAsync(Cancel);
            http.Abort();
        });
        using var client = new ElevenLabsClient(new ElevenLabsOptions { ApiKey = "k1", BaseAddress = Url(server), Time = new ImpatientTime() });
        Assert.Equal("t", (await client.Tools.GetAsync("t", cancellationToken: Cancel)).Id);
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => client.Tools.CreateAsync(new ClientToolConfig("x", "d"), cancellationToken: Cancel));
        Assert.Equal(3, count);
        Assert.Contains("broke off", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_server_is_the_address_is_named()
    {
        var server = await StartAsync(_ => Task.CompletedTask);
        var address = Url(server);
        await server.DisposeAsync();
        using var client = new ElevenLabsClient(new ElevenLabsOptions { ApiKey = "k1", BaseAddress = address, Retries = 0 });
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => client.Tools.GetAsync("t", cancellationToken: Cancel));
        Assert.Equal((0, HttpRequestError.ConnectionError), (failure.Status, failure.HttpRequestError));
        Assert.StartsWith($"GET /v1/convai/tools/t: No server answers at {address}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anothers_client_is_used_and_left_alone()
    {
        await using var server = await StartAsync(http => http.Response.WriteAsync("""{"id":"t"}""", Cancel));
        using var http = new HttpClient { BaseAddress = Url(server) };
        using (var client = new ElevenLabsClient(http, new ElevenLabsOptions { ApiKey = "" }))
            Assert.Equal("t", (await client.Tools.GetAsync("t", cancellationToken: Cancel)).Id);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_compressed_answer_is_read()
    {
        await using var server = await StartAsync(async http =>
        {
            http.Response.Headers.ContentEncoding = "gzip";
            await using var zip = new GZipStream(http.Response.Body, CompressionLevel.Fastest);
            await zip.WriteAsync("""{"id":"t"}"""u8.ToArray(), Cancel);
        });
        using var client = new ElevenLabsClient(new ElevenLabsOptions { ApiKey = "k1", BaseAddress = Url(server) });
        Assert.Equal("t", (await client.Tools.GetAsync("t", cancellationToken: Cancel)).Id);
    }

    /// <summary>Waits between attempts are over at once; limits hold.</summary>
    private sealed class ImpatientTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime < TimeSpan.FromMinutes(1) ? TimeSpan.Zero : dueTime, period);
    }

    private static Uri Url(WebApplication app) => new(app.Urls.Single());

    private static async Task<WebApplication> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(answer);
        await app.StartAsync(Cancel);
        return app;
    }
}
