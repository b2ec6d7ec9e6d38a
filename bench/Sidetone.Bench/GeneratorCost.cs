using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sidetone.Bench;

/// <summary>What the generator adds to a build of 100 classes with three tools each, and to a keystroke elsewhere.</summary>
internal static class GeneratorCost
{
    private const int Classes = 100;

    public static Task<IEnumerable<Row>> MeasureAsync()
    {
        var compilation = Compilation();
        Time(() => Emit(compilation));
        Time(() => Driver().RunGenerators(compilation));
        var compile = Time(() => Emit(Compilation()));
        var generate = Time(() => Driver().RunGenerators(Compilation()));
        var driver = Driver().RunGenerators(compilation);
        var edited = compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere { }"));
        driver.RunGenerators(edited);
        var keystroke = Time(() => driver.RunGenerators(edited));
        return Task.FromResult<IEnumerable<Row>>(
        [
            new($"generating {Classes * 3} tools: time", $"{generate:0} ms", $"{compile:0} ms, compiling without", generate / compile, null),
            new("a keystroke elsewhere: time", $"{keystroke:0.0} ms", $"{generate:0} ms, from scratch", keystroke / generate, null),
        ]);
    }

    private static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(new Generators.ToolGenerator().AsSourceGenerator());

    private static double Time(Action what)
    {
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            var start = Stopwatch.GetTimestamp();
            what();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        times.Sort();
        return times[2];
    }

    private static void Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        compilation.Emit(stream);
    }

    private static CSharpCompilation Compilation()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        var trees = Enumerable.Range(0, Classes).Select(i => CSharpSyntaxTree.ParseText(Source(i)));
        return CSharpCompilation.Create("tools", trees, references, new(OutputKind.DynamicallyLinkedLibrary));
    }

    private static string Source(int number)
    {
        var source = new StringBuilder("using Sidetone;\nnamespace Tools;\n");
        source.Append("public sealed record Line").Append(number).Append("(string Sku, int Quantity, decimal? Price);\n");
        source.Append("public sealed partial class Desk").Append(number).Append("\n{\n");
        foreach (var name in (string[])["Find", "Place", "Count"])
        {
            source.Append("    /// <summary>Does a thing.</summary>\n    [Tool(Effect = Effect.ReadOnly)]\n")
                .Append("    public static Line").Append(number).Append(' ').Append(name)
                .Append("(string sku, int quantity, Line").Append(number).Append("[] lines) => lines[0];\n");
        }
        return source.Append("}\n").ToString();
    }
}
