#:project ../src/Sidetone.ElevenLabs/Sidetone.ElevenLabs.csproj

// One set of client tools, many conversations, each with its own caller:  dotnet run samples/06-own-orders.cs
// With ELEVENLABS_AGENT_ID (and ELEVENLABS_API_KEY) the agent is yours, and has to have client tools of these names; without, it is played here.
using System.Collections.Concurrent;
using System.Text;
using Sidetone;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Testing;
using Sidetone.ElevenLabs.Wire;

var tools = new ClientTools().Add(Orders.From(new Orders()));
foreach (var said in await Task.WhenAll(TalkAsync("Ada"), TalkAsync("Ben")))     // both at once, in one process
    Console.Write(said);

async Task<string> TalkAsync(string customer)
{
    Caller.Name.Value = customer;       // what is set here is seen by the tools of this conversation, and by no other's
    var said = new StringBuilder();
    var questions = new Queue<string>(["Where is order A-1027?", "Then cancel it."]);
    await using var call = await Conversation.StartAsync(Agent() with { Tools = tools, UserId = customer });
    await foreach (var happened in call.Events)
    {
        if (happened is not AgentResponse reply)
            continue;
        said.AppendLine($"{"agent",-7}{reply.Text}");
        if (!questions.TryDequeue(out var question))
            break;
        said.AppendLine($"{customer,-7}{question}");
        await call.SendUserMessageAsync(question);
    }
    return said.ToString();
}

ConversationOptions Agent() => Environment.GetEnvironmentVariable("ELEVENLABS_AGENT_ID") is { Length: > 0 } id
    ? new() { AgentId = id, ApiKey = Environment.GetEnvironmentVariable("ELEVENLABS_API_KEY") }
    : new LocalAgent()
        .Says("Hello, what can I do for you?")
        .Hears().Calls("get_order_status", new { orderId = "A-1027" }).Says(answer => answer.Result)
        .Hears().Calls("update_order_status", new { orderId = "A-1027", status = "Cancelled" }).Says(answer => answer.Result)
        .Options;

public static class Caller
{
    public static AsyncLocal<string> Name { get; } = new();
}

public enum Status { Packed, Sent, Cancelled }

public sealed record Order(string Id, string Customer, Status Status);

public sealed partial class Orders
{
    // Stands where your database stands.
    private readonly ConcurrentDictionary<string, Order> _orders = new() { ["A-1027"] = new("A-1027", "Ada", Status.Packed) };

    /// <summary>Looks up where an order is.</summary>
    /// <param name="orderId">As printed on the receipt, e.g. A-1027.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public string GetOrderStatus(string orderId) => $"Order {orderId} is {Find(orderId).Status.ToString().ToLowerInvariant()}.";

    /// <summary>Changes where an order is.</summary>
    /// <param name="orderId">As printed on the receipt, e.g. A-1027.</param>
    [Tool(Effect = Effect.Idempotent)]      // done twice it is as if done once
    public async Task<string> UpdateOrderStatus(string orderId, Status status, CancellationToken cancel)
    {
        await Task.Delay(10, cancel);       // the database
        _orders[orderId] = Find(orderId) with { Status = status };
        return GetOrderStatus(orderId);
    }

    private Order Find(string orderId) =>
        _orders.TryGetValue(orderId, out var order) && order.Customer == Caller.Name.Value
            ? order
            : throw new ToolException($"{Caller.Name.Value} has no order {orderId}.");
}
