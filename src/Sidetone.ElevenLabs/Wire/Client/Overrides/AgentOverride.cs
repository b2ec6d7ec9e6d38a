using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What the agent says and knows.</summary>
public sealed record AgentOverride : IWritable
{
    /// <summary>What the agent says first; empty to let the user begin.</summary>
    public string? FirstMessage { get; init; }

    /// <summary>The language to hear and speak, such as <c>en</c>.</summary>
    public string? Language { get; init; }

    /// <summary>What the agent says when the longest duration is reached.</summary>
    public string? MaxDurationMessage { get; init; }

    /// <summary>The model, its instructions and tools.</summary>
    public PromptOverride? Prompt { get; init; }

    /// <summary>MCP servers, where the schema of the JavaScript SDK has them; the platform's has them in the prompt.</summary>
    public IReadOnlyList<string>? NativeMcpServerIds { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static AgentOverride Read(ref Members json) => new()
    {
        FirstMessage = json.OptionalText("first_message"u8),
        Language = json.OptionalText("language"u8),
        MaxDurationMessage = json.OptionalText("max_conversation_duration_message"u8),
        Prompt = json.Object("prompt"u8, PromptOverride.Read),
        NativeMcpServerIds = json.Texts("native_mcp_server_ids"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("first_message"u8, FirstMessage);
        json.WriteIfAny("language"u8, Language);
        json.WriteIfAny("max_conversation_duration_message"u8, MaxDurationMessage);
        json.WriteIfAny("prompt"u8, Prompt);
        json.WriteIfAny("native_mcp_server_ids"u8, NativeMcpServerIds);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
