using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool of the platform's own: ending the call, changing the language, transferring.</summary>
/// <remarks>Built-in tools are attached to an agent by name, in its <c>prompt.built_in_tools</c>, not by id.</remarks>
public sealed class SystemToolConfig : ToolConfig
{
    internal SystemToolConfig(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A system tool with the platform's own description.</summary>
    /// <param name="name">What the agent calls it by.</param>
    /// <param name="kind">Such as <c>end_call</c>, <c>skip_turn</c>, <c>transfer_to_agent</c>; its settings go into <see cref="Parameters"/>.</param>
    public SystemToolConfig(string name, string kind)
        : base(ToolType.System, name, null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        Json["params"] = new JsonObject { ["system_tool_type"] = kind };
    }

    /// <summary>What it does: <c>end_call</c>, <c>language_detection</c>, <c>transfer_to_number</c> ….</summary>
    public string Kind => Lenient.Text((Json["params"] as JsonObject)?["system_tool_type"]) ?? "";

    /// <summary>Its settings, <c>system_tool_type</c> among them, in the platform's words (the reference's §4.5).</summary>
    public JsonObject Parameters
    {
        get => Json["params"] as JsonObject ?? [];
        set => Set("params", value);
    }
}
