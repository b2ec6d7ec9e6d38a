using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What a tool answers in a <see cref="Simulation"/> instead of being run.</summary>
public sealed class SimulatedTool : CatalogueObject
{
    internal SimulatedTool(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A tool that always answers so.</summary>
    /// <param name="result">What the agent's model sees.</param>
    public SimulatedTool(string result)
        : base(null) => Result = result;

    /// <summary>What the agent's model sees.</summary>
    public string Result { get => Text("default_return_value") ?? ""; set => Set("default_return_value", value); }

    /// <summary>It is a failure. Default: false.</summary>
    public bool IsError { get => Flag("default_is_error") ?? false; set => Set("default_is_error", value); }
}
