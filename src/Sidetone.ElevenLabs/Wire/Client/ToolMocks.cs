using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Which tools a conversation only pretends to call.</summary>
public sealed record ToolMocks : IWritable
{
    /// <summary><c>none</c>, <c>all</c> or <c>selected</c>.</summary>
    public string? Strategy { get; init; }

    /// <summary>The tools, for <c>selected</c>.</summary>
    public IReadOnlyList<string>? ToolNames { get; init; }

    /// <summary>For a call that no mock fits: <c>raise_error</c> or <c>call_real_tool</c>.</summary>
    public string? Fallback { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static ToolMocks Read(ref Members json) => new()
    {
        Strategy = json.OptionalText("mocking_strategy"u8),
        ToolNames = json.Texts("mocked_tool_names"u8),
        Fallback = json.OptionalText("fallback_strategy"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("mocking_strategy"u8, Strategy);
        json.WriteIfAny("mocked_tool_names"u8, ToolNames);
        json.WriteIfAny("fallback_strategy"u8, Fallback);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
