namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What a list of agents is sorted by. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct AgentSort(string Value) : IWord<AgentSort>
{
    /// <summary>The name.</summary>
    public static AgentSort Name => new("name");

    /// <summary>When it was made.</summary>
    public static AgentSort CreatedAt => new("created_at");

    /// <summary>How often it was called in the last week.</summary>
    public static AgentSort CallCount => new("call_count_7d");

    static AgentSort IWord<AgentSort>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
