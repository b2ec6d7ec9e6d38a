using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The model, its instructions and tools.</summary>
public sealed record PromptOverride : IWritable
{
    /// <summary>The instructions.</summary>
    public string? Prompt { get; init; }

    /// <summary>The model, by the platform's name for it.</summary>
    public string? Llm { get; init; }

    /// <summary>The tools, by id; an empty list for none.</summary>
    public IReadOnlyList<string>? ToolIds { get; init; }

    /// <summary><see cref="ToolIds"/> is the whole list, tools of workflow nodes included.</summary>
    public bool? ToolIdsStrict { get; init; }

    /// <summary>The MCP servers, by id.</summary>
    public IReadOnlyList<string>? NativeMcpServerIds { get; init; }

    /// <summary>The documents.</summary>
    public IReadOnlyList<KnowledgeBaseReference>? KnowledgeBase { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static PromptOverride Read(ref Members json) => new()
    {
        Prompt = json.OptionalText("prompt"u8),
        Llm = json.OptionalText("llm"u8),
        ToolIds = json.Texts("tool_ids"u8),
        ToolIdsStrict = json.OptionalFlag("tool_ids_strict"u8),
        NativeMcpServerIds = json.Texts("native_mcp_server_ids"u8),
        KnowledgeBase = json.Items("knowledge_base"u8, KnowledgeBaseReference.Read),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("prompt"u8, Prompt);
        json.WriteIfAny("llm"u8, Llm);
        json.WriteIfAny("tool_ids"u8, ToolIds);
        json.WriteIfAny("tool_ids_strict"u8, ToolIdsStrict);
        json.WriteIfAny("native_mcp_server_ids"u8, NativeMcpServerIds);
        json.WriteIfAny("knowledge_base"u8, KnowledgeBase);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
