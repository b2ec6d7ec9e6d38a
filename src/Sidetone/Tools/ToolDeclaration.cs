namespace Sidetone.Tools;

/// <summary>All that is declared of a tool, as data.</summary>
public sealed record ToolDeclaration
{
    /// <summary>The longest name that every provider takes.</summary>
    public const int MaxNameLength = 64;

    /// <summary>Letters, digits, <c>_</c> and <c>-</c>; 1 to 64 of them.</summary>
    public required string Name { get; init; }

    /// <summary>What the tool does, for the model. May be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>The JSON schema of the arguments, an object schema, as UTF-8.</summary>
    public required ReadOnlyMemory<byte> Schema { get; init; }

    /// <summary>The closed profile of the schema; null when there is none (raw schemas, dictionaries).</summary>
    public ReadOnlyMemory<byte>? StrictSchema { get; init; }

    /// <summary>Effect, interruption, time and the rest.</summary>
    public ToolPolicy Policy { get; init; } = ToolPolicy.Default;

    /// <summary>The handler returns something: false for <c>void</c> and <c>Task</c>.</summary>
    public bool HasResult { get; init; } = true;

    /// <summary>The tool can take its effect back.</summary>
    public bool HasUndo { get; init; }

    /// <summary>Top-level arguments that are not written to the log.</summary>
    public IReadOnlyList<string> Sensitive { get; init; } = [];

    internal void Validate()
    {
        if (!IsName(Name))
            throw new ArgumentException($"'{Name}' cannot be a tool's name: use 1 to {MaxNameLength} letters, digits, '_' or '-'.");
        Policy.Validate(Name);
        if (Policy.Effect == Effect.Reversible && !HasUndo)
            throw new ArgumentException($"Tool '{Name}' is Reversible but has no undo. Name its undo method, or declare another effect.");
    }

    /// <summary>Whether every provider takes this as a tool's name.</summary>
    /// <param name="name">The name to look at.</param>
    public static bool IsName(string? name)
    {
        if (name is not { Length: > 0 and <= MaxNameLength })
            return false;
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
                return false;
        }
        return true;
    }
}
