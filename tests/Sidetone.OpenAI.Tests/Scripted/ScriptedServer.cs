using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sidetone.OpenAI.Tests.Scripted;

/// <summary>A real HTTP server that records what it is asked and answers what the test says: the n-th request gets the n-th answer,
/// and every later one the last.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Url => new(new Uri(_app.Urls.Single()), "/v1");

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    public RecordedRequest Request => Assert.Single(_requests);

    public static async Task<ScriptedServer> StartAsync(params Answer[] answers)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var server = new ScriptedServer(builder.Build());
        server._app.Run(http => server.AnswerAsync(http, answers));
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public OpenAIChatClient Client(Func<OpenAIChatClientOptions, OpenAIChatClientOptions>? change = null)
    {
        var options = new OpenAIChatClientOptions { Model = "m", ApiKey = "sk-test-0123456789", BaseUrl = Url, Time = new ImpatientTime() };
        return new OpenAIChatClient(change?.Invoke(options) ?? options);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http, Answer[] answers)
    {
        using var body = new StreamReader(http.Request.Body);
        var text = await body.ReadToEndAsync(http.RequestAborted);
        _requests.Enqueue(new RecordedRequest(
            http.Request.Method, http.Request.Path + http.Request.QueryString, text,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        await answers[Math.Min(_requests.Count, answers.Length) - 1](http);
    }
}

internal sealed record RecordedRequest(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers);
