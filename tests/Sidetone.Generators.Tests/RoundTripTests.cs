using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.Generators.Tests.Samples;

namespace Sidetone.Generators.Tests;

public sealed class RoundTripTests
{
    // What a serializer of the platform writes is read as the same value, and the canonical form of that is stable.
    [Fact]
    public void Any_value_survives_being_read_and_written()
    {
        var tool = RoundTrip.Tools.Named("everything");
        var property = Prop.ForAll<Tuple<int, long, decimal>, string?, double>((numbers, text, d) =>
        {
            var (a, b, c) = numbers;
            var safe = text is null ? null : string.Concat(text.Where(ch => !char.IsSurrogate(ch)));
            var written = JsonSerializer.Serialize(new { a, b, c, d = double.IsFinite(d) ? d : 0, e = safe, f = new[] { safe, "x" }, g = a % 2 == 0, h = new DateTime(Math.Abs(b % 3_000_000_000_000_000_000)), i = (Colour)(Math.Abs(a % 2)) is Colour.Red ? "Red" : "light-blue" });
            var canonical = tool.Canonical(written);
            using var one = JsonDocument.Parse(written);
            using var two = JsonDocument.Parse(canonical);
            return JsonElement.DeepEquals(one.RootElement, two.RootElement) && tool.Canonical(canonical) == canonical;
        });
        property.Check(Config.QuickThrowOnFailure.WithReplay(1, 3).WithMaxTest(300));
    }
}

public static partial class RoundTrip
{
    /// <summary>Takes everything.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static int Everything(int a, long b, decimal c, double d, string? e, string?[] f, bool g, DateTime h, Colour i) => a;
}
