#:project ../src/Sidetone/Sidetone.csproj

// Tools that are no methods of yours: a raw JSON schema, and any AIFunction:  dotnet run samples/04-own-schema.cs
using Microsoft.Extensions.AI;
using Sidetone;

var dim = Tool.Create(
    "dim_lights",
    "Dims the lights of a room.",
    """
    {
      "type": "object",
      "properties": {
        "room": { "enum": ["kitchen", "hall", "bedroom"] },
        "percent": { "type": "integer", "minimum": 0, "maximum": 100 }
      },
      "required": ["room", "percent"]
    }
    """,
    arguments => $"The {arguments.GetProperty("room")} is at {arguments.GetProperty("percent")} percent.",
    new() { Effect = Effect.Idempotent });

// One of an MCP client, say, or of another library. Its arguments are validated too, before it sees them.
AIFunction function = AIFunctionFactory.Create((string song) => $"Playing {song}.", "play_song", "Plays a song.");
var play = Tool.From(function, new() { Effect = Effect.Idempotent });

await using var session = new AgentSession(new OfflineModel(), new Agent("You run a house.") { Tools = [dim, play] });
foreach (var words in new[] { "Dim the kitchen lights to 30 percent and play the song \"So What\"", "Dim the hall to 300 percent" })
{
    var turn = await session.RunAsync(words);
    foreach (var call in turn.Calls)
        Console.WriteLine($"{call.Name}({call.Arguments}): {call.Outcome}");
    Console.WriteLine(turn.Text);
}
