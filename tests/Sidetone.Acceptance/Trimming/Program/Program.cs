using Sidetone;
using Sidetone.Conversations;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Testing;
using Sidetone.ElevenLabs.Wire;
using Sidetone.Trimmed;

// All that must survive trimming: generated tools of every kind, a schema made at run time, a session with a model, the log as a file,
// its replay, a model over HTTP, and a conversation of an ElevenLabs agent that calls the same tools.
var raw = Tool.Create("echo", "Echoes a text.", """{"type":"object","properties":{"text":{"type":"string"}},"required":["text"]}""", arguments => arguments.GetProperty("text").GetString());
var agent = new Agent("You take orders.") { Id = "clerk", Tools = [.. OrderDesk.Tools, raw] };
await using (var session = new AgentSession(new OfflineModel(), agent))
{
    foreach (var words in new[] { "Where is order A-1027?", "Place an order for 12 A-7 by express" })
    {
        var call = (await session.RunAsync(words)).Calls[0];
        Console.WriteLine($"{call.Name} {call.Outcome}: {call.Output}");
    }
    var file = Path.GetTempFileName();
    await ConversationFile.WriteAsync(file, ((MemoryLog)session.Log).Events);
    var replay = Replay.Run(await ConversationFile.ReadAsync(file));
    Console.WriteLine(replay.Divergence is null ? "The replay goes alike." : replay.Divergence);
    File.Delete(file);
}
await using var executor = new ToolExecutor(agent.Tools);
Console.WriteLine(await executor.CallAsync("place_order", """{"lines":[{"sku":"A-7","quantity":12}],"speed":"Express"}"""));
Console.WriteLine(await executor.CallAsync("place_order", """{"lines":[{"sku":"A-7","quantity":2}],"speed":"express"}"""));
Console.WriteLine(await executor.CallAsync("echo", """{"text":"still here"}"""));

using var model = ScriptedHttp.Model(
    """{"tool_calls":[{"index":0,"id":"a","function":{"name":"find_order","arguments":"{\"orderId\":\"A-1027\"}"}}]}""",
    """{"content":"It is packed."}""");
await using (var session = new AgentSession(model, agent))
{
    var turn = await session.RunAsync("Where is order A-1027?");
    Console.WriteLine($"{turn.Calls[0].Outcome}, over HTTP: {turn.Text}");
}

var voice = new LocalAgent().Says("Hello.").Hears().Calls("find_order", """{"orderId":"A-1031"}""").Says(answer => answer.Result).HangsUp();
await using var conversation = await Conversation.StartAsync(voice.Options with { Tools = new ClientTools().Add(agent.Tools) });
await conversation.SendUserMessageAsync("Where is A-1031?");
await foreach (var happened in conversation.Events)
{
    if (happened is AgentResponse said)
        Console.WriteLine($"agent: {said.Text}");
    else if (happened is ConversationEnded end)
        Console.WriteLine($"{end.By} {end.CloseCode}");
}
