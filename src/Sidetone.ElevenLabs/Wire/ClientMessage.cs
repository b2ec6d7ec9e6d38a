using System.Buffers;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A message from the client to the server of an ElevenLabs agent: one text frame of JSON, with its fields beside its
/// <c>type</c>.</summary>
public abstract record ClientMessage
{
    private protected ClientMessage()
    {
    }

    /// <summary>The message's <c>type</c> on the wire; empty when it has none, as audio.</summary>
    public virtual string Type => Shape?.Type ?? "";

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    private protected virtual MessageShape<ClientMessage>? Shape => null;

    /// <summary>Reads a frame. It never throws: what it does not know becomes an <see cref="UnknownClientMessage"/>, what is no JSON object
    /// a <see cref="MalformedClientMessage"/>; a field that is missing, null or of a wrong kind is left at nothing.</summary>
    /// <param name="utf8">The frame. It may be reused afterwards: the message holds nothing of it.</param>
    public static ClientMessage Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Read(WireJson.WithoutMark(utf8));
        }
        catch (JsonException problem)
        {
            return new MalformedClientMessage { Problem = problem.Message, Frame = utf8.ToArray() };
        }
    }

    /// <summary>Writes the message as one JSON object.</summary>
    /// <param name="json">Where to. Messages are many and small: a sender keeps one writer and resets it.</param>
    public virtual void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        json.WriteStartObject();
        if (Type.Length > 0)
            json.WriteString("type"u8, Type);
        WriteFields(json);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }

    /// <summary>Writes the message as one frame.</summary>
    /// <param name="buffer">Where to.</param>
    public void Encode(IBufferWriter<byte> buffer) => WireJson.Write(buffer, WriteTo);

    /// <summary>The message as one frame.</summary>
    public byte[] Encode() => WireJson.Bytes(WriteTo);

    private protected virtual void WriteFields(Utf8JsonWriter json)
    {
    }

    private static ClientMessage Read(ReadOnlySpan<byte> utf8)
    {
        var members = new Members(utf8, stackalloc Member[16]);
        var hasType = members.Take("type"u8, out var name) == JsonTokenType.String;
        var type = hasType ? name[1..^1] : default;
        if (ClientShapes.Known.Find(type) is { } shape)
            return shape.Read(ref members);
        return !hasType && members.Has("user_audio_chunk"u8)
            ? UserAudio.Wire.Read(ref members)
            : new UnknownClientMessage { Name = JsonString.Text(type), Json = new(utf8.ToArray()) };
    }
}
