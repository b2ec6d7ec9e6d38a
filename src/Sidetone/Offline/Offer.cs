using Microsoft.Extensions.AI;
using Sidetone.Tools.Search;

namespace Sidetone.Offline;

/// <summary>The tools that are offered in a request, ready for choosing.</summary>
internal sealed class Offer
{
    private readonly AITool[] _offered;
    private readonly Dictionary<string, OfferedTool> _tools = [];
    private readonly ToolIndex _index;

    public Offer(IEnumerable<AITool> offered)
    {
        _offered = [.. offered];
        var declared = _offered.OfType<AIFunctionDeclaration>().ToList();
        foreach (var tool in declared)
            _tools.TryAdd(tool.Name, new(tool));
        _index = ToolIndex.Build(declared);
    }

    public IReadOnlyCollection<OfferedTool> Tools => _tools.Values;

    public OfferedTool? Find(string name) => _tools.GetValueOrDefault(name);

    /// <summary>Whether this is still what is offered: tools do not change, lists of them do.</summary>
    public bool IsOf(IList<AITool>? tools)
    {
        if (tools is null || tools.Count != _offered.Length)
            return tools is null && _offered.Length == 0;
        for (var i = 0; i < _offered.Length; i++)
        {
            if (!ReferenceEquals(_offered[i], tools[i]))
                return false;
        }
        return true;
    }

    /// <summary>How well each tool's words fit a text; among few tools also those that do not, since a value may still point at them.</summary>
    public IEnumerable<(OfferedTool Tool, double Score)> Rank(string text)
    {
        var matches = _index.Search(text, 16);
        foreach (var match in matches)
            yield return (_tools[match.Tool.Name], match.Score);
        if (_tools.Count > 64)
            yield break;
        var found = matches.Select(m => m.Tool.Name).ToHashSet();
        foreach (var tool in _tools.Values)
        {
            if (!found.Contains(tool.Name))
                yield return (tool, 0);
        }
    }
}
