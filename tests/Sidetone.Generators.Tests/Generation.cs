using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Sidetone.Generators.Tests;

/// <summary>Runs the generator on a source, as the compiler would for a project that uses nothing of ours but the package.</summary>
internal static class Generation
{
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(p => !Path.GetFileName(p).StartsWith("Sidetone.Generators", StringComparison.Ordinal) && !p.Contains("xunit", StringComparison.OrdinalIgnoreCase))
            .Select(p => MetadataReference.CreateFromFile(p)),
    ];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest, DocumentationMode.None);

    public static CSharpCompilation Compile(params (string Path, string Source)[] sources) => CSharpCompilation.Create(
        "Case",
        sources.Select(s => CSharpSyntaxTree.ParseText(s.Source, s_parse, s.Path)),
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new ToolGenerator().AsSourceGenerator()],
        parseOptions: s_parse,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files as one text, what the generator says, and what the compiler says of all of it together.</summary>
    public static (string Code, ImmutableArray<Diagnostic> Said, ImmutableArray<Diagnostic> Compiled) Run(string path, string source)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compile((path, source)), out var output, out var said);
        var files = driver.GetRunResult().Results[0].GeneratedSources.OrderBy(s => s.HintName, StringComparer.Ordinal)
            .Select(s => "// " + s.HintName + "\n" + s.SourceText);
        return (string.Join("\n", files), said, [.. output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)]);
    }
}
