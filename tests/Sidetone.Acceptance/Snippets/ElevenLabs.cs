using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Sidetone.Conversations;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Audio;
using Sidetone.ElevenLabs.Testing;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.Acceptance.Snippets;

public sealed class ElevenLabs
{
    private static readonly ServiceProvider s_services = new ServiceCollection().AddSingleton<OrderBook>().BuildServiceProvider();

    // snippet: elevenlabs-test
    [Fact]
    public async Task An_order_that_is_asked_for_twice_is_placed_once()
    {
        var book = new OrderBook();
        var agent = new LocalAgent()
            .Says("Hello.")
            .Hears("two A-7")
            .Calls(("place_order", new { sku = "A-7", quantity = 2 }), ("place_order", new { sku = "A-7", quantity = 2 }))
            .Says(answer => answer.Result)
            .HangsUp();
        var tools = new ClientTools().Add(OrderDesk.From(new OrderDesk(book)));
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools });
        await call.SendUserMessageAsync("I want two A-7, please.");
        await call.Ended;
        Assert.Equal(1, book.Placed);
        Assert.All(agent.Called, called => Assert.False(Assert.Single(called.Answers).IsError));
    }
    // end

    [Fact]
    public async Task The_first_conversation_prints_what_the_agent_says()
    {
        var agent = new LocalAgent().Hears().Calls("find_order", new { orderId = "A-1027" }).Says(answer => answer.Result).HangsUp();
        Assert.Equal(["""{"id":"A-1027","status":"packed","leaves":"2026-03-14"}"""], await FirstAsync(agent.Options, s_services));
    }

    internal static async Task First(string key, IServiceProvider services)
    {
        // snippet: elevenlabs-first
        var tools = new ClientTools(services).Add(OrderDesk.Tools).Add("get_time", () => TimeProvider.System.GetLocalNow());
        await using var call = await Conversation.StartAsync(new() { AgentId = "agent_…", ApiKey = key, Tools = tools });
        await call.SendUserMessageAsync("Where is order A-1027?");
        await foreach (var happened in call.Events)
            if (happened is AgentResponse said) Console.WriteLine(said.Text);
        // end
    }

    internal static async Task Whom(string key, Uri signedUrl, JsonText agentConfig)
    {
        // snippet: elevenlabs-whom
        await Conversation.StartAsync(new() { AgentId = "agent_…" });                         // a public agent
        await Conversation.StartAsync(new() { AgentId = "agent_…", ApiKey = key });           // a private one: asks for a signed URL itself
        await Conversation.StartAsync(new() { SignedUrl = signedUrl });                       // one that your server has asked for
        await Conversation.StartAsync(new() { SelfHosted = new(new("ws://127.0.0.1:8080/convai"), new() { AgentConfig = agentConfig }) });
        // end
    }

    internal static ConversationOptions Settings(ClientTools tools, IAudioInterface audio)
    {
        // snippet: elevenlabs-settings
        var options = new ConversationOptions
        {
            AgentId = "agent_…",
            Tools = tools,
            Audio = audio,
            UserId = "customer-7",
            DynamicVariables = new Dictionary<string, DynamicVariable> { ["name"] = "Ada", ["orders"] = 3 },
            Overrides = new() { Agent = new() { FirstMessage = "Hello {{name}}.", Language = "en" } },
        };
        // end
        return options;
    }

    internal static ConversationOptions Connecting()
    {
        // snippet: elevenlabs-connect
        var options = new ConversationOptions
        {
            AgentId = "agent_…",
            Connect = async (address, cancel) =>
            {
                var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Origin", "https://shop.example");
                await socket.ConnectAsync(address, cancel);
                return socket;
            },
        };
        // end
        return options;
    }

    internal static void Tools(IServiceProvider services, Toolset archive)
    {
        // snippet: elevenlabs-tools
        var tools = new ClientTools(services)
            .Add(OrderDesk.Tools)                                                               // [Tool] methods; the class comes from the services
            .Add("add", (int a, int b) => a + b, "Adds two numbers.", Effect.ReadOnly)          // a delegate, sync or async
            .Add("show", arguments => arguments.GetProperty("page").GetString())                // raw: whatever the agent sends
            .Add(archive);                                                                      // a toolset: set up for each conversation
        tools.Remove("show");                                                                   // also while conversations run
        // end
    }

    internal static ClientTools Unknown()
    {
        // snippet: elevenlabs-unknown
        var tools = new ClientTools(options: new()
        {
            OnUnknown = (call, cancel) => ValueTask.FromResult(
                call.ToolName == "find-order" ? OrderDesk.Tools.Single(tool => tool.Name == "find_order") : null),
        });
        // end
        return tools;
    }

    internal static ConversationCallbacks Callbacks()
    {
        // snippet: elevenlabs-callbacks
        var callbacks = new ConversationCallbacks()
            .On<AgentResponse>(said => Console.WriteLine(said.Text))
            .On<ClientToolEnded>(tool => Console.WriteLine($"{tool.Name}: {tool.Result.Outcome} in {tool.Duration.TotalMilliseconds:0} ms"))
            .On<ConversationEnded>(end => Console.WriteLine($"{end.By}: {end.Reason}"));
        // end
        return callbacks;
    }

    internal static async Task Voice(ClientTools tools)
    {
        // snippet: elevenlabs-voice
        await using var call = await Conversation.StartAsync(new() { AgentId = "agent_…", Tools = tools, Audio = new DeviceAudio() });
        var end = await call.Ended;         // until somebody hangs up
        // end
        Console.WriteLine(end);
    }

    internal static async Task Failures(ConversationOptions options)
    {
        // snippet: elevenlabs-start-errors
        try
        {
            await using var call = await Conversation.StartAsync(options);
            var end = await call.Ended;
            Console.WriteLine($"{end.By} {end.CloseCode} {end.Error?.ErrorType}: {end.Reason}");
        }
        catch (ConversationStartException failure)
        {
            Console.WriteLine($"{failure.CloseCode ?? failure.HttpStatus}: {failure.Message}");
        }
        // end
    }

    internal static async Task LateScript(LocalAgent agent, ClientTools tools, Task started, Action finish)
    {
        // snippet: elevenlabs-late-script
        agent.CallsAndGoesOn("place_order", new { sku = "A-7", quantity = 2 });
        await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools });
        await started;                                      // the handler runs
        await agent.Interrupts().PlayedAsync();             // the caller speaks over it
        finish();
        await agent.WaitsForAnswers().PlayedAsync();
        // end
    }

    private static async Task<List<string>> FirstAsync(ConversationOptions options, IServiceProvider services)
    {
        var texts = new List<string>();
        await using var call = await Conversation.StartAsync(options with { Tools = new ClientTools(services).Add(OrderDesk.Tools) });
        await call.SendUserMessageAsync("Where is order A-1027?");
        await foreach (var happened in call.Events)
            if (happened is AgentResponse said)
                texts.Add(said.Text);
        return texts;
    }
}
