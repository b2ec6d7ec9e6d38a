using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>A server that plays the platform's side of a conversation as a test has written it, over a real socket.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedServer(WebApplication app) => _app = app;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    /// <summary>The path and query of the last upgrade.</summary>
    public string? Requested { get; private set; }

    /// <summary>The error of a script that failed.</summary>
    public Exception? Failure { get; private set; }

    public static async Task<ScriptedServer> StartAsync(Func<ScriptedSocket, Task> script, Func<HttpContext, Task>? rest = null, Func<HttpContext, Task>? refuse = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var server = new ScriptedServer(app);
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.Zero });
        app.Run(async context =>
        {
            if (refuse is not null)
            {
                await refuse(context);
                return;
            }
            if (!context.WebSockets.IsWebSocketRequest)
            {
                await (rest?.Invoke(context) ?? Task.CompletedTask);
                return;
            }
            server.Requested = context.Request.Path + context.Request.QueryString;
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            try
            {
                await script(new(socket));
            }
            catch (Exception exception) when (exception is not WebSocketException)
            {
                server.Failure = exception;
            }
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
                await new ScriptedSocket(socket).CloseAsync(1000, "");
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Assert.Null(Failure);
    }
}
