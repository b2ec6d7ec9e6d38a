using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Sidetone.Generators.Tests.Samples;

public interface IThing
{
    string Name { get; }
}

public sealed class Thing : IThing
{
    public string Name => "thing";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Left { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Zero { get; init; }

    public Thing? Inner { get; set; }
}

public sealed partial class Results
{
    /// <summary>d</summary>
    [Tool] public static DataContent Image() => new(new byte[] { 1, 2, 3 }, "image/png");

    /// <summary>d</summary>
    [Tool]
    public static Task<IReadOnlyList<AIContent>> Parts() =>
        Task.FromResult<IReadOnlyList<AIContent>>([new TextContent("A map:"), new DataContent(new byte[2048], "image/png"), new UriContent("https://maps.example/1", "image/png")]);

    /// <summary>d</summary>
    [Tool] public static DataContent[]? NoParts() => null;

    /// <summary>d</summary>
    [Tool] public static Thing? Null() => null;

    /// <summary>d</summary>
    [Tool] public static int Zero() => 0;

    /// <summary>d</summary>
    [Tool] public static string Empty() => "";

    /// <summary>d</summary>
    [Tool] public static IEnumerable<int> Lazily() { yield return 1; yield return 2; }

    /// <summary>d</summary>
    [Tool] public static async IAsyncEnumerable<Colour> Stream([EnumeratorCancellation] CancellationToken cancel) { yield return Colour.Red; await Task.Yield(); cancel.ThrowIfCancellationRequested(); yield return Colour.LightBlue; }

    /// <summary>d</summary>
    [Tool] public static IThing Interface() => new Thing();

    /// <summary>d</summary>
    [Tool] public static Thing Leaves() => new() { Inner = new() { Left = "x", Zero = 1 } };

    /// <summary>d</summary>
    [Tool] public static ReadOnlyDictionary<string, decimal> Map() => new(new Dictionary<string, decimal> { ["a b"] = 1.50m });

    /// <summary>d</summary>
    [Tool] public static JsonNode Node() => new JsonObject { ["a"] = 1 };

    /// <summary>d</summary>
    [Tool] public static JsonElement Element() => JsonDocument.Parse("[1]").RootElement;

    /// <summary>d</summary>
    [Tool] public static async ValueTask<Payment[]> Union() { await Task.Yield(); return [new Cash(1), new Card("2")]; }

    /// <summary>d</summary>
    [Tool] public static ToolResult Itself() => ToolResult.Refused("no");

    /// <summary>d</summary>
    [Tool] public static (Agent, string?) Handoff() => (new Clerk(), "bye");

    /// <summary>d</summary>
    [Tool] public static double Endless() => double.NaN;

    /// <summary>d</summary>
    [Tool] public static float?[] EndlessList() => [1.5f, float.PositiveInfinity, float.NegativeInfinity, null];

    /// <summary>d</summary>
    [Tool] public static Thing Cycle() { var thing = new Thing(); thing.Inner = thing; return thing; }

    /// <summary>d</summary>
    [Tool] public static Colour Nameless() => (Colour)7;

    /// <summary>d</summary>
    [Tool] public static string Unicode() => "ü😀";

    /// <summary>d</summary>
    [Tool] public static string[] Escaped() => ["ü<>&'\""];
}

public sealed partial class Counter
{
    public int Count { get; private set; }

    /// <summary>d</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(Less))] public int More(int by = 1) => Count += by;

    private int Less(int by) => Count -= by;
}

public abstract partial class Greeter
{
    protected abstract string Word { get; }

    /// <summary>d</summary>
    [Tool] public string Greet(string name) => Word + " " + name;
}

public sealed partial class LoudGreeter : Greeter
{
    protected override string Word => "HEY";

    /// <summary>d</summary>
    [Tool] public string Shout() => "!";
}
