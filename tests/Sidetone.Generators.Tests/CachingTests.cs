using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sidetone.Generators.Tests;

public sealed class CachingTests
{
    private const string Desk = """
        using Sidetone;
        public static partial class Desk
        {
            /// <summary>Adds.</summary>
            [Tool] public static int Add(int a, int b) => a + b;
        }
        """;

    [Fact]
    public void An_edit_elsewhere_writes_nothing_anew() => Assert.All(
        ReasonsAfter(Desk, "class Other { int _x = 2; }"),
        reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}"));

    [Fact]
    public void An_edit_that_only_moves_the_tool_writes_nothing_anew() => Assert.All(
        ReasonsAfter("// a comment\n\n" + Desk.Replace("a + b", "b + a", StringComparison.Ordinal), "class Other { int _x = 1; }"),
        reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}"));

    [Fact]
    public void An_edit_of_the_signature_is_seen() =>
        Assert.Contains(IncrementalStepRunReason.Modified, ReasonsAfter(Desk.Replace("int b", "long b", StringComparison.Ordinal), "class Other { int _x = 1; }"));

    private static IEnumerable<IncrementalStepRunReason> ReasonsAfter(string desk, string other)
    {
        var before = Generation.Compile(("desk.cs", Desk), ("other.cs", "class Other { int _x = 1; }"));
        var driver = Generation.Driver().RunGenerators(before);
        var after = Generation.Compile(("desk.cs", desk), ("other.cs", other));
        SyntaxTree[] trees = [.. before.SyntaxTrees];
        var changed = before;
        foreach (var (old, now) in trees.Zip(after.SyntaxTrees))
        {
            if (old.ToString() != now.ToString())
                changed = (CSharpCompilation)changed.ReplaceSyntaxTree(old, now);
        }
        return driver.RunGenerators(changed).GetRunResult().Results[0].TrackedSteps[ToolGenerator.ModelStep].SelectMany(s => s.Outputs).Select(o => o.Reason);
    }
}
