using Microsoft.Extensions.AI;
using Sidetone.Tools.Search;

namespace Sidetone.Offline;

/// <summary>A tool as it is offered, read once.</summary>
internal sealed class OfferedTool
{
    public OfferedTool(AIFunctionDeclaration declaration)
    {
        Name = declaration.Name;
        Label = Labels.Of(Name);
        Parameters = Parameter.ReadAll(declaration.JsonSchema);
        Stems = Read([Name, declaration.Description, .. Parameters.Select(p => p.Name)]);
    }

    public string Name { get; }

    /// <summary>The name as a person would say it.</summary>
    public string Label { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The stems of its name, its description, and its parameters' names.</summary>
    public IReadOnlySet<string> Stems { get; }

    private static HashSet<string> Read(IEnumerable<string> texts)
    {
        var stems = new HashSet<string>();
        Span<char> buffer = stackalloc char[TermReader.MaxLength];
        foreach (var text in texts)
        {
            var terms = new TermReader(text, buffer);
            while (terms.MoveNext())
                stems.Add(new(terms.Current));
        }
        return stems;
    }
}
