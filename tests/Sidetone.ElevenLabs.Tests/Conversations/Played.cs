using System.Text.Json;
using Sidetone.Testing;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>A conversation whose server's part the test plays itself, over a line in memory and in virtual time.</summary>
internal sealed class Played(int? room = null) : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public VirtualTime Time { get; } = new();

    public MemoryLine Line { get; } = new(room);

    public ScriptedSocket Server => Line.Server;

    /// <summary>The address that the client asked for.</summary>
    public Uri? Address { get; private set; }

    public Conversation Call { get; private set; } = null!;

    /// <summary>A conversation that has begun.</summary>
    public static Task<Played> BeginAsync(ClientTools? tools = null) => BeginAsync(new ConversationOptions { Tools = tools });

    /// <inheritdoc cref="BeginAsync(ClientTools)"/>
    public static async Task<Played> BeginAsync(ConversationOptions options, int? room = null)
    {
        var played = new Played(room);
        var opening = played.OpenAsync(options);
        await played.Server.BeginAsync();
        await Soon(opening);
        return played;
    }

    /// <summary>The client's part of beginning.</summary>
    public async Task<Conversation> OpenAsync(ConversationOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new();
        return Call = await Conversation.StartAsync(
            options with
            {
                AgentId = options.SignedUrl is null && options.SelfHosted is null ? options.AgentId ?? "agent_1" : null,
                Time = Time,
                Connect = (address, _) =>
                {
                    Address = address;
                    return new(Line.Client);
                },
            },
            cancellationToken);
    }

    /// <summary>All that happens, to the end.</summary>
    public Task<List<AgentEvent>> EventsAsync() => Soon(Call.Events.ToListAsync().AsTask());

    /// <summary>The server hangs up, and all that happened.</summary>
    public async Task<List<AgentEvent>> CloseAsync(int code = 1000, string reason = "")
    {
        await Server.CloseAsync(code, reason);
        return await EventsAsync();
    }

    /// <summary>The server calls a tool, and gets its answer.</summary>
    public async Task<JsonElement> CallAsync(string tool, string parameters = "{}", string id = "call_1", int eventId = 1)
    {
        await Server.CallAsync(tool, id, parameters, eventId);
        return await Soon(Server.ReceiveAsync("client_tool_result"));
    }

    /// <summary>The next event of a kind.</summary>
    public Task<T> NextAsync<T>() where T : AgentEvent => Soon(Call.Events.OfType<T>().FirstAsync().AsTask());

    /// <summary>The client lets go of its socket.</summary>
    public async Task ReleasedAsync()
    {
        var until = DateTime.UtcNow + s_patience;
        while (!Line.IsReleased)
        {
            Assert.True(DateTime.UtcNow < until, "The socket is kept.");
            await Task.Delay(1);
        }
    }

    /// <summary>Time passes until it is done.</summary>
    public async Task<T> InTimeAsync<T>(Task<T> task)
    {
        await InTimeAsync((Task)task);
        return await task;
    }

    /// <inheritdoc cref="InTimeAsync{T}(Task{T})"/>
    public async Task InTimeAsync(Task task)
    {
        var until = DateTime.UtcNow + s_patience;
        while (!task.IsCompleted)
        {
            Assert.True(DateTime.UtcNow < until, "It does not come to an end.");
            Time.Advance(TimeSpan.FromMilliseconds(100));
            await Task.WhenAny(task, Task.Delay(1));
        }
        await task;
    }

    public static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(s_patience);

    public static Task Soon(Task task) => task.WaitAsync(s_patience);

    public async ValueTask DisposeAsync()
    {
        Line.Cut();
        if (Call is not null)
            await InTimeAsync(Call.DisposeAsync().AsTask());
    }
}
