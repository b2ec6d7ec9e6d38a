using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Sidetone.Generators.Tests;

/// <summary>Each <c>Cases/Name.input.cs</c> with what the generator makes of it in <c>Name.output.cs</c> and says of it in <c>Name.output.txt</c>.
/// Set SIDETONE_RECORD=1 to write the outputs anew, and read the difference before you commit it.</summary>
public sealed class CaseTests
{
    private static readonly string s_folder = Path.Combine(Path.GetDirectoryName(Here())!, "Cases");

    public static TheoryData<string> Names => [.. Directory.GetFiles(s_folder, "*.input.cs").Select(f => Path.GetFileName(f)[..^".input.cs".Length]).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_output_is_the_approved_one(string name)
    {
        var (code, said, _) = Generation.Run(name + ".input.cs", Input(name));
        Approve(name + ".output.cs", code);
        Approve(name + ".output.txt", string.Join("\n", said.OrderBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)
            .Select(d => $"{d.Location.GetLineSpan().StartLinePosition.Line + 1}: {d.Severity} {d.Id}: {d.GetMessage(null)}")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_generated_compiles_without_a_warning(string name)
    {
        var (_, _, compiled) = Generation.Run(name + ".input.cs", Input(name));
        Assert.Empty(compiled.Where(d => d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true || name is not ("Broken" or "Places") && d.Severity == DiagnosticSeverity.Error && !d.Id.StartsWith("SIDE", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_diagnostic_has_a_case()
    {
        var said = Names.SelectMany(n => Generation.Run("x.cs", Input(n.Data)).Said).Select(d => d.Id).ToHashSet(StringComparer.Ordinal);
        var all = Enumerable.Range(1, 30).Select(i => $"SIDE{i:000}");
        Assert.Equal([], all.Except(said, StringComparer.Ordinal));
    }

    private static string Input(string name) => File.ReadAllText(Path.Combine(s_folder, name + ".input.cs"));

    private static void Approve(string file, string actual)
    {
        var path = Path.Combine(s_folder, file);
        if (actual.Length > 0 && actual[^1] != '\n')
            actual += "\n";
        if (Environment.GetEnvironmentVariable("SIDETONE_RECORD") == "1")
        {
            if (actual.Length > 0)
                File.WriteAllText(path, actual);
            else
                File.Delete(path);
        }
        Assert.Equal(File.Exists(path) ? File.ReadAllText(path) : "", actual);
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
