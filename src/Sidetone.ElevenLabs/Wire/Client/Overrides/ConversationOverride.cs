using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>What replaces the agent's own settings for one conversation. What is null stays as it is.</summary>
public sealed record ConversationOverride : IWritable
{
    /// <summary>What the agent says and knows.</summary>
    public AgentOverride? Agent { get; init; }

    /// <summary>The speech recognition.</summary>
    public AsrOverride? Asr { get; init; }

    /// <summary>The taking of turns.</summary>
    public TurnOverride? Turn { get; init; }

    /// <summary>The voice.</summary>
    public TtsOverride? Tts { get; init; }

    /// <summary>The conversation itself.</summary>
    public ConversationSettingsOverride? Conversation { get; init; }

    /// <summary>No audio either way, where the Python SDK puts it: a server accepts it here and in
    /// <see cref="ConversationSettingsOverride.TextOnly"/>, and ours is sent there.</summary>
    public bool? TextOnly { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static ConversationOverride Read(ref Members json) => new()
    {
        Agent = json.Object("agent"u8, AgentOverride.Read),
        Asr = json.Object("asr"u8, AsrOverride.Read),
        Turn = json.Object("turn"u8, TurnOverride.Read),
        Tts = json.Object("tts"u8, TtsOverride.Read),
        Conversation = json.Object("conversation"u8, ConversationSettingsOverride.Read),
        TextOnly = json.OptionalFlag("text_only"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteIfAny("agent"u8, Agent);
        json.WriteIfAny("asr"u8, Asr);
        json.WriteIfAny("turn"u8, Turn);
        json.WriteIfAny("tts"u8, Tts);
        json.WriteIfAny("conversation"u8, Conversation);
        json.WriteIfAny("text_only"u8, TextOnly);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }
}
