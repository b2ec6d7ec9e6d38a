using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Where one tool of an MCP server differs from what holds for the server. What is null is as the server's.</summary>
/// <remarks>The reference's §4.9.</remarks>
public sealed class McpToolOverride : CatalogueObject
{
    internal McpToolOverride(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Differs in nothing yet.</summary>
    /// <param name="toolName">The tool's name on the server.</param>
    public McpToolOverride(string toolName)
        : base(null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(toolName);
        Json["tool_name"] = toolName;
    }

    /// <summary>The tool's name on the server.</summary>
    public string ToolName => Text("tool_name") ?? "";

    /// <summary>How long the platform waits for it.</summary>
    public TimeSpan? ResponseTimeout
    {
        get => Seconds("response_timeout_secs");
        set => Set("response_timeout_secs", value is { } time ? (int)Math.Ceiling(time.TotalSeconds) : null);
    }

    /// <summary>Whether the caller may interrupt while it runs.</summary>
    public InterruptionMode? Interruption { get => Word<InterruptionMode>("interruption_mode"); set => Set("interruption_mode", value); }

    /// <summary>Whether the agent speaks before the call.</summary>
    public PreToolSpeech? PreToolSpeech { get => Word<PreToolSpeech>("pre_tool_speech"); set => Set("pre_tool_speech", value); }

    /// <summary>When it runs.</summary>
    public ToolExecutionMode? ExecutionMode { get => Word<ToolExecutionMode>("execution_mode"); set => Set("execution_mode", value); }

    /// <summary>What the caller hears while it runs; <c>new ToolCallSound("off")</c> for silence.</summary>
    public ToolCallSound? CallSound { get => Word<ToolCallSound>("tool_call_sound"); set => Set("tool_call_sound", value); }

    /// <summary>When that is heard.</summary>
    public ToolCallSoundBehavior? CallSoundBehavior { get => Word<ToolCallSoundBehavior>("tool_call_sound_behavior"); set => Set("tool_call_sound_behavior", value); }

    /// <summary>Parts of the result that become dynamic variables. Default: none.</summary>
    public IReadOnlyList<DynamicVariableAssignment> Assignments
    {
        get => Many("assignments", json => new DynamicVariableAssignment(json));
        set => SetMany("assignments", value);
    }

    /// <summary>Where arguments come from instead of the model, by their paths. Default: none.</summary>
    public IReadOnlyDictionary<string, McpInputOverride> Inputs
    {
        get => Map("input_overrides", node => node is JsonObject json ? new McpInputOverride(json) : null);
        set => SetMap("input_overrides", value);
    }

    /// <summary>What it answers in tests. Default: nothing.</summary>
    public IReadOnlyList<ResponseMock> ResponseMocks
    {
        get => Many("response_mocks", json => new ResponseMock(json));
        set => SetMany("response_mocks", value);
    }
}
