using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>How an agent talks: its <c>conversation_config</c>. A few things have properties, all is in <see cref="CatalogueObject.Json"/>.</summary>
/// <remarks>The reference's §4.8. A new one is empty and says only what is set: as a patch it changes nothing else.</remarks>
public sealed class AgentConfig : CatalogueObject
{
    internal AgentConfig(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Says nothing yet.</summary>
    public AgentConfig()
        : base(null)
    {
    }

    /// <summary>What the agent says first; empty lets the caller begin. Null when unset.</summary>
    public string? FirstMessage { get => Lenient.Text(Get("agent", "first_message")); set => Put(value, "agent", "first_message"); }

    /// <summary>The language, such as <c>en</c>. Null when unset.</summary>
    public string? Language { get => Lenient.Text(Get("agent", "language")); set => Put(value, "agent", "language"); }

    /// <summary>The instructions. Null when unset.</summary>
    public string? Prompt { get => Lenient.Text(Get("agent", "prompt", "prompt")); set => Put(value, "agent", "prompt", "prompt"); }

    /// <summary>The model, by the platform's name. Null when unset.</summary>
    public string? Llm { get => Lenient.Text(Get("agent", "prompt", "llm")); set => Put(value, "agent", "prompt", "llm"); }

    /// <summary>The tools that are attached. Setting replaces them all; <see cref="AgentCatalogue.AttachToolsAsync"/> adds.</summary>
    public IReadOnlyList<string> ToolIds { get => TextsAt("agent", "prompt", "tool_ids"); set => Put(ListOf(value), "agent", "prompt", "tool_ids"); }

    /// <summary>The MCP servers that are attached.</summary>
    public IReadOnlyList<string> McpServerIds { get => TextsAt("agent", "prompt", "mcp_server_ids"); set => Put(ListOf(value), "agent", "prompt", "mcp_server_ids"); }

    /// <summary>The events that the program is sent which holds the conversation.</summary>
    public IReadOnlyList<string> ClientEvents { get => TextsAt("conversation", "client_events"); set => Put(ListOf(value), "conversation", "client_events"); }

    /// <summary>Nothing is spoken. Null when unset, and false then.</summary>
    public bool? TextOnly { get => Lenient.Flag(Get("conversation", "text_only")); set => Put(value, "conversation", "text_only"); }

    /// <summary>How long a conversation may be. Null when unset, and 10 minutes then.</summary>
    public TimeSpan? MaxDuration
    {
        get => Lenient.Seconds(Get("conversation", "max_duration_seconds"));
        set => Put(value is { } time ? (int)time.TotalSeconds : null, "conversation", "max_duration_seconds");
    }

    /// <summary>The voice. Null when unset.</summary>
    public string? VoiceId { get => Lenient.Text(Get("tts", "voice_id")); set => Put(value, "tts", "voice_id"); }

    /// <summary>How the agent's voice is sent, such as <c>pcm_16000</c>, the platform's default. Null when unset.</summary>
    public string? AgentOutputAudioFormat { get => Lenient.Text(Get("tts", "agent_output_audio_format")); set => Put(value, "tts", "agent_output_audio_format"); }

    /// <summary>How the caller's voice is sent, such as <c>pcm_16000</c>, the platform's default. Null when unset.</summary>
    public string? UserInputAudioFormat { get => Lenient.Text(Get("asr", "user_input_audio_format")); set => Put(value, "asr", "user_input_audio_format"); }

    /// <summary>Values for dynamic variables while a conversation gives none. Null when unset.</summary>
    public JsonObject? DynamicVariablePlaceholders
    {
        get => Get("agent", "dynamic_variables", "dynamic_variable_placeholders") as JsonObject;
        set => Put(value, "agent", "dynamic_variables", "dynamic_variable_placeholders");
    }
}
