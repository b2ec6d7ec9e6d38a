#:project ../src/Sidetone/Sidetone.csproj

// A tool, a model, a turn:  dotnet run samples/01-hello.cs
using Sidetone;

await using var session = new AgentSession(new OfflineModel(), new Agent("Be brief.") { Tools = Kitchen.Tools });

RunResult turn = await session.RunAsync("How long do I boil a hard egg?");
Console.WriteLine(turn.Text);
Console.WriteLine($"{turn.Calls[0].Name}({turn.Calls[0].Arguments}): {turn.Calls[0].Outcome}");

public enum Egg { Soft, Medium, Hard }

public static partial class Kitchen
{
    /// <summary>Tells how long to boil an egg.</summary>
    /// <param name="egg">How it should be.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static string BoilTime(Egg egg) => $"{egg switch { Egg.Soft => 6, Egg.Medium => 8, _ => 10 }} minutes.";
}
