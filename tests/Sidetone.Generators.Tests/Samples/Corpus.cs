using System.Collections.Immutable;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sidetone.Generators.Tests.Samples;

[Description("A part of an order.")]
public sealed record Part([property: Description("Its code.")] string Sku, [Range(1, 9)] int Count = 1, Colour? Colour = null)
{
    public string? Note { get; init; }

    public required IReadOnlyList<string> Tags { get; init; }
}

public sealed class Tree
{
    [Description("Left.")]
    public Tree? Left { get; set; }

    public Tree? Right { get; set; }

    public List<Tree>? Others { get; set; }
}

public sealed record Box<T>(T Value, T? Other = default);

/// <summary>Methods whose schemas the generator and reflection must agree on. Descriptions are attributes: reflection sees no comments.</summary>
public static partial class Corpus
{
    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void None() { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Scalars(
        bool a, sbyte b, byte c, short d, ushort e, int f, uint g, long h, ulong i, float j, double k, decimal l, char m, string n,
        DateTime o, DateTimeOffset p, DateOnly q, TimeOnly r, TimeSpan s, Guid t, Uri u, byte[] v)
    { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Nullable(bool? a, int? b, string? c, Colour? d, Part? e, int[]? f, List<string?> g, List<int?>? h, Uri? i, Point? j) { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Optional(
        bool a = true, int b = -1, string c = "\"ü\n\\", string? d = null, Colour e = Colour.LightBlue, double f = 1e-7, float g = 0.1f, decimal h = 2.50m,
        char i = 'x', long j = long.MaxValue, Colour? k = Colour.Red, Part? l = null, int? m = 3, params string[] n)
    { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Limited(
        [Range(1, 9)] int a, [Range(0.5, 1.5, MaximumIsExclusive = true)] double b, [Range(typeof(decimal), "1.10", "20")] decimal c, [Range(1, int.MaxValue)] long d,
        [StringLength(5, MinimumLength = 2)] string e, [Length(1, 3)] int[] f, [MinLength(1)] string g, [MaxLength(3)] List<int> h,
        [RegularExpression(@"\d+[""a]")] string i, [AllowedValues("a", "b")] string j, [AllowedValues(1, 2)] int k, [DeniedValues("x")] string l,
        [DeniedValues(Colour.Red)] Colour m, [EmailAddress] string n, [Url] string o, [Required] string p, [AllowedValues("a", null)] string? q)
    { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Objects(Part a, [Description("Mine.")] Part b, Part[] c, Settings d, Point e, Box<int> f, Box<string> g, Box<Part> h) { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Recursive(Tree a, Tree? b, [Description("Third.")] Tree c, Node d) { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Unions(Payment a, Payment? b, [Description("Many.")] List<Payment> c) { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Collections(
        IEnumerable<int> a, IList<Colour> b, ICollection<string> c, IReadOnlyList<int> d, IReadOnlyCollection<int> e, HashSet<int> f, ISet<int> g,
        ImmutableArray<int> h, ImmutableList<int> i, int[][] j)
    { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static void Open(Dictionary<string, int> a, IReadOnlyDictionary<string, Part?> b, JsonElement c, JsonNode? d) { }

    [Tool(Effect = Effect.ReadOnly), Description("d")]
    public static int Injected(int a, RunContext run, CancellationToken cancel, IServiceProvider services, [FromServices] OrderBook book, TimeProvider time, [Sensitive] string secret) => a;
}
