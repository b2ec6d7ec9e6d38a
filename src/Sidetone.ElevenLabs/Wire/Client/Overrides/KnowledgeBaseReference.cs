using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A document of the agent.</summary>
public sealed record KnowledgeBaseReference : IWritable
{
    /// <summary><c>file</c>, <c>url</c>, <c>text</c> or <c>folder</c>.</summary>
    public required string DocumentType { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary><c>prompt</c> or <c>auto</c>; null for <c>auto</c>.</summary>
    public string? UsageMode { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static KnowledgeBaseReference Read(ref Members json) => new()
    {
        DocumentType = json.Text("type"u8),
        Name = json.Text("name"u8),
        Id = json.Text("id"u8),
        UsageMode = json.OptionalText("usage_mode"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, DocumentType);
        json.WriteString("name"u8, Name);
        json.WriteString("id"u8, Id);
        json.WriteIfAny("usage_mode"u8, UsageMode);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
