using FsCheck;
using FsCheck.Fluent;

namespace Sidetone.Tests;

/// <summary>JSON values for properties, as text.</summary>
internal static class RandomJson
{
    public static readonly Config Settings = Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true);

    /// <param name="names">Names of properties.</param>
    /// <param name="scalars">Values without parts, as JSON.</param>
    /// <param name="depth">How deep it goes.</param>
    public static Gen<string> Value(string[] names, string[] scalars, int depth) => depth == 0
        ? Gen.Elements(scalars)
        : Gen.OneOf(
            Gen.Elements(scalars),
            Object(names, scalars, depth),
            Value(names, scalars, depth - 1).ListOf(2).Select(static items => "[" + string.Join(',', items) + "]"));

    public static Gen<string> Object(string[] names, string[] scalars, int depth) =>
        from keys in Gen.Elements(names).ListOf(4)
        from values in Value(names, scalars, depth - 1).ListOf(4)
        select "{" + string.Join(',', keys.Distinct().Zip(values, static (k, v) => $"\"{k}\":{v}")) + "}";
}
