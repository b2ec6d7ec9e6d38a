using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sidetone.Generators.Tests.Samples;

public enum Colour
{
    Red,
    [JsonStringEnumMemberName("light-blue")]
    LightBlue,
}

public sealed class Node
{
    public required string Name { get; set; }

    public List<Node> Children { get; init; } = [];
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Cash), "cash")]
public abstract record Payment;

public sealed record Card(string Number) : Payment;

public sealed record Cash([property: Range(0, 1000)] decimal Amount) : Payment;

public readonly record struct Point(double X, double Y);

public sealed class Settings
{
    [JsonPropertyName("max_items")]
    [Required]
    public int? MaxItems { get; set; }

    [JsonIgnore]
    public string Secret { get; set; } = "kept";

    public bool Fast { get; set; } = true;

    public int Twice => (MaxItems ?? 0) * 2;
}

public sealed record Upper(int? Level = 5)
{
    public int? Depth { get; init; } = 4;
}

public static partial class Types
{
    /// <summary>Numbers.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Numbers(sbyte a, byte b, short c, ushort d, int e, uint f, long g, ulong h, float i, double j, decimal k) =>
        FormattableString.Invariant($"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k}");

    /// <summary>Texts.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Texts(string text, char letter, bool yes, Guid id, Uri link, byte[] bytes, string? maybe) =>
        FormattableString.Invariant($"{text} {letter} {yes} {id} {link} {bytes.Length} {maybe ?? "null"}");

    /// <summary>Times.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Times(DateTime at, DateTimeOffset exactly, DateOnly day, TimeOnly time, TimeSpan length) =>
        FormattableString.Invariant($"{at:o} {exactly:o} {day:o} {time:o} {length:c}");

    /// <summary>Collections.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Collections(
        int[] a, List<string> b, IReadOnlyList<int?> c, IEnumerable<Colour> d, HashSet<int> e, ImmutableArray<int> f, int[][] g) =>
        string.Join("|", string.Join(",", a), string.Join(",", b), string.Join(",", c), string.Join(",", d), string.Join(",", e), string.Join(",", f), g.Length);

    /// <summary>Dictionaries.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Maps(Dictionary<string, int> a, JsonElement b, JsonNode? c) => $"{a.Count} {b.ValueKind} {c?.ToJsonString()}";

    /// <summary>Objects.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Objects(Node root, Point point, Settings settings) =>
        FormattableString.Invariant($"{root.Name}:{root.Children.Count} {point.X},{point.Y} {settings.MaxItems} {settings.Fast} {settings.Secret}");

    /// <summary>Unions.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Pay(Payment by) => by.ToString();

    /// <summary>Defaults.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Defaults(
        int a = 5, string b = "x\"y", Colour c = Colour.LightBlue, string? d = null, int? e = null, double f = 1.5, decimal g = 2.50m, bool h = true, long i = long.MinValue, char j = 'z', TimeSpan k = default, params int[] l) =>
        FormattableString.Invariant($"{a} {b} {c} {d ?? "null"} {e?.ToString(null, null) ?? "null"} {f} {g} {h} {i} {j} {k} {l.Length}");

    /// <summary>Defaults of what may be null.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Nullables([Range(1, 50)] int? most = 10, string? note = "none", Colour? colour = Colour.Red, Upper? upper = null) =>
        FormattableString.Invariant($"{most} {note} {colour} {upper?.Level}");

    /// <summary>Limits.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Limits(
        [Range(1, 9)] int a = 1,
        [Range(0.5, 2, MinimumIsExclusive = true)] decimal b = 1,
        [StringLength(4, MinimumLength = 2)] string c = "ab",
        [RegularExpression("[a-z]+")] string d = "ab",
        [AllowedValues("x", "y")] string e = "x",
        [DeniedValues(3)] int f = 0,
        [EmailAddress] string? g = null,
        [Url] string? h = null,
        [Required] string i = "i",
        [MaxLength(2)] int[]? j = null,
        [DeniedValues(Colour.Red)] Colour k = Colour.LightBlue,
        [RegularExpression("(a+)+b")] string? slow = null) => $"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{slow}";

    /// <summary>Keywords.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static int Keywords(int @class, int @event, int run, int writer, int reader) => @class + @event + run + writer + reader;

    /// <summary>Out of the schema.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string Injected(
        int a, RunContext run, IServiceProvider services, TimeProvider time, [FromServices] OrderBook book, IComparable<OrderBook>? missing, CancellationToken cancel) =>
        $"{a} {run.Tool.Name} {cancel.CanBeCanceled} {services is not null} {time is not null} {book.Log.Count} {missing is null}";

    [Tool(Name = "described", Effect = Effect.ReadOnly)]
    [Description("By attribute.")]
    public static void Described([Description("A number.")] int a) => _ = a;
}

public enum Grade { Good = 1, Bad }

public sealed class Report
{
    public Grade Grade { get; set; }

    public double Points { get; set; } = double.NaN;
}

public static partial class Unwritten
{
    /// <summary>Defaults that have no JSON.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static int Defaults(Report report, Grade grade = (Grade)7, double points = double.NaN, float more = float.PositiveInfinity) => (int)grade;

    /// <summary>A bound that is no sum of powers of two.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static float Third([Range(0.1, 0.3)] float a) => a;
}
