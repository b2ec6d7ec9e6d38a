using Microsoft.CodeAnalysis;
using Sidetone.Generators.Models;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Gathers what is to be said of a class.</summary>
internal sealed class Report
{
    private readonly List<DiagnosticInfo> _all = [];

    /// <summary>An error was reported since this was last set to false: what is being parsed cannot be written.</summary>
    public bool HasError { get; set; }

    public void Add(DiagnosticDescriptor descriptor, ISymbol at, params string[] arguments) =>
        Add(descriptor, at.Locations.FirstOrDefault(), arguments);

    public void Add(DiagnosticDescriptor descriptor, Location? at, params string[] arguments)
    {
        HasError |= descriptor.DefaultSeverity == DiagnosticSeverity.Error;
        var info = new DiagnosticInfo(descriptor, LocationInfo.From(at), new(arguments));
        if (!_all.Contains(info))
            _all.Add(info);
    }

    public EquatableArray<DiagnosticInfo> ToArray() => new(_all);
}
