namespace Sidetone.Offline;

/// <summary>What a sentence gave a tool's arguments.</summary>
internal sealed class Filling
{
    /// <summary>The arguments that were found, as JSON text by name.</summary>
    public Dictionary<string, string> Arguments { get; } = [];

    /// <summary>Required ones that were not.</summary>
    public List<Parameter> Missing { get; } = [];

    /// <summary>How sure the values make it that this tool is meant.</summary>
    public double Evidence { get; set; }

    /// <summary>Words that became values.</summary>
    public HashSet<int> Used { get; } = [];

    public bool IsComplete => Missing.Count == 0;
}
