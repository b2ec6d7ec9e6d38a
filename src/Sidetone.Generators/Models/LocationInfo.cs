using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Sidetone.Generators.Models;

/// <summary>A place in the source that can be compared and keeps no syntax tree alive.</summary>
internal sealed record LocationInfo(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static LocationInfo? From(Location? location) => location is { IsInSource: true }
        ? new(location.SourceTree!.FilePath, location.SourceSpan, location.GetLineSpan().Span)
        : null;

    public Location ToLocation(Compilation compilation) =>
        compilation.SyntaxTrees.FirstOrDefault(t => t.FilePath == Path && t.Length >= Span.End) is { } tree
            ? Location.Create(tree, Span)
            : Location.Create(Path, Span, Lines);
}
