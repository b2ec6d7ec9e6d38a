using System.Buffers;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A message from the server of an ElevenLabs agent to its client: one text frame of JSON with a <c>type</c>, and mostly one
/// member that holds its fields.</summary>
public abstract record ServerMessage : AgentEvent
{
    private protected ServerMessage()
    {
    }

    /// <summary>The message's <c>type</c> on the wire; empty when it had none.</summary>
    public virtual string Type => Shape?.Type ?? "";

    /// <summary>Fields that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    /// <summary>Unknown members beside the payload, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Beside { get; init; }

    private protected virtual MessageShape<ServerMessage>? Shape => null;

    private protected virtual bool HasFields => false;

    /// <summary>Reads a frame. It never throws: what it does not know becomes an <see cref="UnknownServerMessage"/>, what is no JSON object
    /// a <see cref="MalformedServerMessage"/>; a field that is missing, null or of a wrong kind is left at nothing.</summary>
    /// <param name="utf8">The frame. It may be reused afterwards: the message holds nothing of it.</param>
    public static ServerMessage Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Read(WireJson.WithoutMark(utf8));
        }
        catch (JsonException problem)
        {
            return new MalformedServerMessage { Problem = problem.Message, Frame = utf8.ToArray() };
        }
    }

    /// <summary>Writes the message as one JSON object.</summary>
    /// <param name="json">Where to. Messages are many and small: a sender keeps one writer and resets it.</param>
    public virtual void WriteTo(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var shape = Shape!;
        json.WriteStartObject();
        json.WriteString("type"u8, shape.Type);
        if (!shape.IsPayloadOptional || HasFields || !Extra.IsEmpty)
        {
            json.WriteStartObject(shape.PayloadName);
            WriteFields(json);
            json.WriteRest(Extra);
            json.WriteEndObject();
        }
        json.WriteRest(Beside);
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

    private static ServerMessage Read(ReadOnlySpan<byte> utf8)
    {
        var envelope = new Members(utf8, stackalloc Member[8]);
        var type = envelope.Take("type"u8, out var name) == JsonTokenType.String ? name[1..^1] : default;
        if (ServerShapes.Known.Find(type) is not { } shape)
            return new UnknownServerMessage { Name = JsonString.Text(type), Json = new(utf8.ToArray()) };
        var hasPayload = envelope.Take(shape.PayloadName, out var payload) == JsonTokenType.StartObject;
        var message = Members.Read(hasPayload ? payload : "{}"u8, shape.Read);
        if (hasPayload && shape.IsPayloadOptional && message is { HasFields: false, Extra.IsEmpty: true })
            message = message with { Extra = JsonText.EmptyObject };
        return envelope.Rest() is { IsEmpty: false } rest ? message with { Beside = rest } : message;
    }
}
