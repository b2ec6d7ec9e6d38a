using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Sidetone.Generators;

namespace Sidetone.Cli.Tests.Catalogue;

/// <summary>A text as the assembly that a person's project would make of it, without a warning.</summary>
internal static class Compiled
{
    public static byte[] Of(string source)
    {
        var parse = new CSharpParseOptions(LanguageVersion.Latest);
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Sidetone.Generators", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path));
        // That a dictionary has no strict schema is no fault of the text.
        var compilation = CSharpCompilation.Create("Compiled", [CSharpSyntaxTree.ParseText(source, parse, cancellationToken: TestContext.Current.CancellationToken)], references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        CSharpGeneratorDriver.Create([new ToolGenerator().AsSourceGenerator()], parseOptions: parse)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out var said, TestContext.Current.CancellationToken);
        Assert.Empty(said.Concat(output.GetDiagnostics(TestContext.Current.CancellationToken))
            .Where(found => found.Severity >= DiagnosticSeverity.Warning && found.Id != "SIDE024").Select(found => found + "\n" + source));
        using var image = new MemoryStream();
        Assert.True(output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        return image.ToArray();
    }
}
