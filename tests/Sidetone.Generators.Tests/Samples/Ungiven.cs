using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone.Generators.Tests.Samples;

public readonly record struct Place(int X, int Y = 3)
{
    public int Sum => X + Y;
}

public readonly struct Fixed(int x)
{
    public int X { get; } = x;
}

[JsonDerivedType(typeof(Once), "a"), JsonDerivedType(typeof(Once), "b")]
public abstract class Doubled;

public sealed class Once : Doubled;

/// <summary>Methods with every kind of thing that need not be given.</summary>
public static partial class Ungiven
{
    /// <summary>Takes.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static void Take(
        Place a, Grade grade = (Grade)7, double points = double.NaN, DateTime at = default, JsonElement json = default,
        ImmutableArray<int> list = default, Dictionary<string, int>? map = null, params List<string> rest)
    { }

    /// <summary>Takes what cannot be set.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static void Keep(Fixed a, IReadOnlyDictionary<string, int>? map = null) { }
}
