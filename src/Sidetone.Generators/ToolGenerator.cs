using Microsoft.CodeAnalysis;
using Sidetone.Generators.Emission;
using Sidetone.Generators.Parsing;

namespace Sidetone.Generators;

/// <summary>Makes tools of methods marked with <c>[Tool]</c>: parse, compare, write.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class ToolGenerator : IIncrementalGenerator
{
    /// <summary>The step that yields a class's model and diagnostics.</summary>
    public const string ParseStep = "Sidetone.Parse";

    /// <summary>The step that yields models alone; an edit that moves lines does not change them.</summary>
    public const string ModelStep = "Sidetone.Model";

    /// <summary>The step that yields diagnostics alone.</summary>
    public const string DiagnosticStep = "Sidetone.Diagnostics";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                TypeNames.ToolAttribute,
                static (_, _) => true, // an attribute where it cannot work is answered, too
                static (found, cancel) => ClassParser.Parse(found, cancel))
            .Where(static found => found is not null)
            .WithTrackingName(ParseStep);

        var models = parsed.Select(static (found, _) => found!.Model).Where(static model => model is not null).WithTrackingName(ModelStep);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model!.HintName, ClassEmitter.Emit(model)));

        var diagnostics = parsed.SelectMany(static (found, _) => found!.Diagnostics).WithTrackingName(DiagnosticStep);
        // Only a place in a tree of the compilation obeys #pragma and .editorconfig; there are few diagnostics, so this may run each time.
        context.RegisterSourceOutput(
            diagnostics.Combine(context.CompilationProvider),
            static (output, found) => output.ReportDiagnostic(found.Left.ToDiagnostic(found.Right)));
    }
}
