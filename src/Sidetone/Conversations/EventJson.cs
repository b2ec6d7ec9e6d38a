using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sidetone.Conversations;

/// <summary>Events to JSON and back: one line each, without reflection.</summary>
public static class EventJson
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> s_types = new Dictionary<string, JsonTypeInfo>
    {
        ["session_started"] = LogJson.Readable.SessionStarted,
        ["agent_configured"] = LogJson.Readable.AgentConfigured,
        ["agent_entered"] = LogJson.Readable.AgentEntered,
        ["history_added"] = LogJson.Readable.HistoryAdded,
        ["turn_started"] = LogJson.Readable.TurnStarted,
        ["interruption_requested"] = LogJson.Readable.InterruptionRequested,
        ["turn_ended"] = LogJson.Readable.TurnEnded,
        ["model_requested"] = LogJson.Readable.ModelRequested,
        ["model_responded"] = LogJson.Readable.ModelResponded,
        ["model_failed"] = LogJson.Readable.ModelFailed,
        ["agent_spoke"] = LogJson.Readable.AgentSpoke,
        ["tool_call_requested"] = LogJson.Readable.ToolCallRequested,
        ["tool_call_joined"] = LogJson.Readable.ToolCallJoined,
        ["tool_call_retried"] = LogJson.Readable.ToolCallRetried,
        ["tool_call_started"] = LogJson.Readable.ToolCallStarted,
        ["tool_call_cancelling"] = LogJson.Readable.ToolCallCancelling,
        ["tool_call_ended"] = LogJson.Readable.ToolCallEnded,
        ["tool_call_late_result"] = LogJson.Readable.ToolCallLateResult,
        ["timer_elapsed"] = LogJson.Readable.TimerElapsed,
        ["handoff_requested"] = LogJson.Readable.HandoffRequested,
        ["handed_off"] = LogJson.Readable.HandedOff,
        ["handoff_failed"] = LogJson.Readable.HandoffFailed,
        ["close_requested"] = LogJson.Readable.CloseRequested,
        ["session_closed"] = LogJson.Readable.SessionClosed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Writes an event as one line of JSON, without the line's end.</summary>
    /// <param name="happened">The event.</param>
    public static byte[] Write(ConversationEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var line = JsonSerializer.SerializeToUtf8Bytes(
            new Envelope
            {
                Seq = (int)happened.Seq,
                At = happened.At,
                Type = happened.Type,
                Cause = (int)happened.Cause,
                Optional = happened is UnknownEvent { IsOptional: true },
                Data = WriteData(happened),
            },
            LogJson.Readable.Envelope);
        // Arguments and outputs are kept as they came, and may be laid out over many lines. Within a string no line's end stands bare.
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        return line;
    }

    /// <summary>Reads an event from one line of JSON. One of an unknown type becomes an <see cref="UnknownEvent"/>.</summary>
    /// <param name="line">The line, as UTF-8.</param>
    /// <exception cref="JsonException">It is no event, or one of a newer version of the format.</exception>
    public static ConversationEvent Read(ReadOnlySpan<byte> line)
    {
        try
        {
            return ReadEvent(line);
        }
        catch (ArgumentException exception)
        {
            throw new JsonException(exception.Message, exception);      // a value that an event refuses
        }
    }

    private static ConversationEvent ReadEvent(ReadOnlySpan<byte> line)
    {
        var envelope = JsonSerializer.Deserialize(line, LogJson.Readable.Envelope) ?? throw new JsonException("An event is a JSON object, not null.");
        if (envelope.Version > Envelope.Newest)
            throw new JsonException($"The event is of version {envelope.Version} of the format; this program reads up to {Envelope.Newest}.");
        var data = envelope.Data.IsEmpty ? JsonText.EmptyObject : envelope.Data;
        var happened = s_types.TryGetValue(envelope.Type, out var type)
            ? (ConversationEvent?)JsonSerializer.Deserialize(data.Utf8.Span, type) ?? throw new JsonException("An event's data is a JSON object, not null.")
            : new UnknownEvent { Name = envelope.Type, Data = data, IsOptional = envelope.Optional };
        happened.Seq = envelope.Seq;
        happened.At = envelope.At;
        happened.Cause = envelope.Cause;
        return happened;
    }

    internal static JsonText WriteData(ConversationEvent happened) => happened is UnknownEvent unknown
        ? unknown.Data
        : new(JsonSerializer.SerializeToUtf8Bytes(happened, s_types[happened.Type]));
}
