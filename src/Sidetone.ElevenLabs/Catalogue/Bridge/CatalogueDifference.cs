namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>How tools of ours and the client tools that an agent has differ. Two sets in step have no mismatches.</summary>
/// <remarks>Pure: it asks nobody. Tools of other kinds than client tools are none of its affair.</remarks>
public sealed class CatalogueDifference
{
    private CatalogueDifference(IReadOnlyList<ToolMismatch> mismatches) => Mismatches = mismatches;

    /// <summary>All of them: ours in their order, then what the agent has beyond them.</summary>
    public IReadOnlyList<ToolMismatch> Mismatches { get; }

    /// <summary>There are none.</summary>
    public bool IsEmpty => Mismatches.Count == 0;

    /// <summary>There is one because of which calls go wrong, or never come.</summary>
    public bool IsBreaking => Mismatches.Any(mismatch => mismatch.IsBreaking);

    /// <summary>Compares.</summary>
    /// <param name="tools">Ours.</param>
    /// <param name="stored">What the agent has: <see cref="AgentCatalogue.ToolsAsync"/>.</param>
    public static CatalogueDifference Between(IEnumerable<Tool> tools, IEnumerable<StoredTool> stored)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(stored);
        var left = stored.Where(tool => tool.Config is ClientToolConfig).DistinctBy(tool => tool.Id.Length > 0 ? (object)tool.Id : tool).ToList();
        var ours = tools.ToList();
        var mismatches = new List<ToolMismatch>();
        var exact = ours.ConvertAll(tool => Take(left, name => name == tool.Name));
        foreach (var (tool, same) in ours.Zip(exact))
        {
            // A name that is off by its case is looked for among what no exact name took.
            var match = same ?? Take(left, name => ToolComparison.IsNearly(name, tool.Name));
            mismatches.AddRange(match is null ? [Missing(tool)] : ToolComparison.Between(tool, match));
        }
        foreach (var extra in left)
        {
            mismatches.Add(ours.Any(tool => tool.Name == extra.Name)
                ? new(MismatchKind.Repeated, extra.Name, $"the agent has another client tool of this name ({extra.Id}); detach one") { Stored = extra, IsBreaking = true }
                : new(MismatchKind.Extra, extra.Name, $"the agent has this client tool ({extra.Id}), but it is not registered; a call of it is answered as unknown") { Stored = extra, IsBreaking = true });
        }
        return new(mismatches);
    }

    /// <summary>One line a mismatch; empty when there are none.</summary>
    public override string ToString() => string.Join('\n', Mismatches);

    private static ToolMismatch Missing(Tool tool) =>
        new(MismatchKind.Missing, tool.Name, "the agent does not have it, and never calls it; store it and attach it to the agent") { Tool = tool, IsBreaking = true };

    private static StoredTool? Take(List<StoredTool> from, Func<string, bool> isNamed)
    {
        var at = from.FindIndex(tool => isNamed(tool.Name));
        if (at < 0)
            return null;
        var found = from[at];
        from.RemoveAt(at);
        return found;
    }
}
