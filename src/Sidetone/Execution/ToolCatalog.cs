using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>Tools by name: frozen when they are registered, so that a clash is found then and not during a call.</summary>
internal static class ToolCatalog
{
    /// <summary>Adds a tool. The very same tool twice is one.</summary>
    /// <exception cref="ArgumentException">Another tool has that name, or it is null.</exception>
    public static void Add(Dictionary<string, Tool> tools, Tool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        if (!tools.TryAdd(tool.Name, tool) && tools[tool.Name] != tool)
            throw new ArgumentException($"Two tools are called '{tool.Name}'. Rename one: tool.With(name: \"…\").");
    }

    /// <summary>Tools by their names.</summary>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    public static Dictionary<string, Tool> ByName(IEnumerable<Tool> tools)
    {
        var byName = new Dictionary<string, Tool>(StringComparer.Ordinal);
        foreach (var tool in tools)
            Add(byName, tool);
        return byName;
    }

    public static ConfiguredTool[] Describe(ICollection<Tool> tools)
    {
        var described = new ConfiguredTool[tools.Count];
        var i = 0;
        foreach (var tool in tools)
            described[i++] = tool.Configured;
        return described;
    }
}
