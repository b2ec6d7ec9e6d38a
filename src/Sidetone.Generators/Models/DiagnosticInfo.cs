using Microsoft.CodeAnalysis;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Models;

/// <summary>A diagnostic to be reported.</summary>
internal sealed record DiagnosticInfo(DiagnosticDescriptor Descriptor, LocationInfo? Location, EquatableArray<string> Arguments)
{
    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Descriptor, Location?.ToLocation() ?? Microsoft.CodeAnalysis.Location.None, [.. Arguments.Cast<object>()]);
}
