using Microsoft.CodeAnalysis;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Models;

/// <summary>A diagnostic to be reported.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic(Compilation compilation) =>
        Diagnostic.Create(Descriptor, Location?.ToLocation(compilation) ?? Microsoft.CodeAnalysis.Location.None, [.. Arguments.Cast<object>()]);
}
