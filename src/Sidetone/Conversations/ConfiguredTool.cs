using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>A tool as the log knows it: enough to decide about its calls again, without the code.</summary>
public sealed record ConfiguredTool
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its description.</summary>
    public string Description { get; init; } = "";

    /// <summary>The schema of its arguments.</summary>
    public JsonText Schema { get; init; }

    /// <summary>What was declared of it.</summary>
    public ToolPolicy Policy { get; init; } = ToolPolicy.Default;

    /// <summary>It can take its effect back.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HasUndo { get; init; }
}
