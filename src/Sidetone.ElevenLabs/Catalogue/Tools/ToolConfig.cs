using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What is configured of a tool: a <see cref="ClientToolConfig"/>, <see cref="WebhookToolConfig"/>, <see cref="SystemToolConfig"/>,
/// <see cref="McpToolConfig"/>, or an <see cref="OtherToolConfig"/> of a kind that is not known here.</summary>
/// <remarks>The reference's §4.2. A property that is not set reads as the platform's default, and is not sent.</remarks>
public abstract class ToolConfig : CatalogueObject
{
    private protected ToolConfig(JsonObject json)
        : base(json)
    {
    }

    private protected ToolConfig(ToolType type, string? name, string? description)
        : base(null)
    {
        Json["type"] = type.Value;
        if (name is not null)
            Json["name"] = name;
        if (description is not null)
            Json["description"] = description;
    }

    /// <summary>The kind.</summary>
    public ToolType Type => Word<ToolType>("type") ?? new("");

    /// <summary>What the agent calls it by: 1 to 64 letters, digits, <c>_</c> and <c>-</c>, in exactly this case.</summary>
    public string Name { get => Text("name") ?? ""; set => Set("name", value); }

    /// <summary>When it should be used and what it does, for the agent's model.</summary>
    public string Description { get => Text("description") ?? ""; set => Set("description", value); }

    /// <summary>How long the platform waits for the tool, in whole seconds; a fraction is rounded up. Default: 20 seconds.
    /// Client tools: 1 to 120 seconds, or <see cref="Timeout.InfiniteTimeSpan"/> with <see cref="ClientToolConfig.ExpectsResponse"/>.
    /// Webhooks: 5 to 120, or 300 on newer workspaces.</summary>
    public TimeSpan ResponseTimeout
    {
        get => Number("response_timeout_secs") switch
        {
            null => TimeSpan.FromSeconds(20),
            < 0 => Timeout.InfiniteTimeSpan,
            var seconds => TimeSpan.FromSeconds(Math.Min(seconds.Value, int.MaxValue)),
        };
        set => Json["response_timeout_secs"] = value == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Min(Math.Ceiling(value.TotalSeconds), int.MaxValue);
    }

    /// <summary>Whether the caller may interrupt while it runs. Default: <see cref="InterruptionMode.Allow"/>, or what the older
    /// <c>disable_interruptions</c> says. Setting it takes the older one out.</summary>
    public InterruptionMode Interruption
    {
        get => Word<InterruptionMode>("interruption_mode") ?? (Flag("disable_interruptions") == true ? InterruptionMode.DisableDuringTool : InterruptionMode.Allow);
        set
        {
            Set<InterruptionMode>("interruption_mode", value);
            Json.Remove("disable_interruptions");
        }
    }

    /// <summary>Whether the agent speaks before the call. Default: <see cref="Catalogue.PreToolSpeech.Auto"/>, or what the older
    /// <c>force_pre_tool_speech</c> says. Setting it takes the older one out.</summary>
    public PreToolSpeech PreToolSpeech
    {
        get => Word<PreToolSpeech>("pre_tool_speech") ?? (Flag("force_pre_tool_speech") == true ? PreToolSpeech.Force : PreToolSpeech.Auto);
        set
        {
            Set<PreToolSpeech>("pre_tool_speech", value);
            Json.Remove("force_pre_tool_speech");
        }
    }

    /// <summary>Parts of the result, which must be JSON then, that become dynamic variables. Default: none.</summary>
    public IReadOnlyList<DynamicVariableAssignment> Assignments
    {
        get => Many("assignments", json => new DynamicVariableAssignment(json));
        set => SetMany("assignments", value);
    }

    /// <summary>What the caller hears while it runs. Default: null, nothing.</summary>
    public ToolCallSound? CallSound { get => Word<ToolCallSound>("tool_call_sound"); set => Set("tool_call_sound", value); }

    /// <summary>When that is heard. Default: <see cref="ToolCallSoundBehavior.Auto"/>.</summary>
    public ToolCallSoundBehavior CallSoundBehavior
    {
        get => Word<ToolCallSoundBehavior>("tool_call_sound_behavior") ?? ToolCallSoundBehavior.Auto;
        set => Set<ToolCallSoundBehavior>("tool_call_sound_behavior", value);
    }

    /// <summary>How much of a failure reaches the agent. Default: <see cref="ToolErrorHandling.Auto"/>.</summary>
    public ToolErrorHandling ErrorHandling
    {
        get => Word<ToolErrorHandling>("tool_error_handling_mode") ?? ToolErrorHandling.Auto;
        set => Set<ToolErrorHandling>("tool_error_handling_mode", value);
    }

    /// <summary>Reads a configuration, from a file for example.</summary>
    /// <param name="json">A JSON object.</param>
    /// <exception cref="System.Text.Json.JsonException">It is no JSON.</exception>
    /// <exception cref="ArgumentException">It is JSON, but no object.</exception>
    public static ToolConfig Parse(string json) => Of(Body.ReadObject(json));

    /// <summary>A copy that shares nothing with this one.</summary>
    public ToolConfig Copy() => Of((JsonObject)Json.DeepClone());

    /// <summary>Kind and name.</summary>
    public override string ToString() => $"{Type} tool '{Name}'";

    internal static ToolConfig Of(JsonObject json) => Lenient.Text(json["type"]) switch
    {
        "client" => new ClientToolConfig(json),
        "webhook" => new WebhookToolConfig(json),
        "system" => new SystemToolConfig(json),
        "mcp" => new McpToolConfig(json),
        _ => new OtherToolConfig(json),
    };
}
