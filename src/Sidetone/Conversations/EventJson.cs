using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sidetone.Conversations;

/// <summary>Events to JSON and back: one line each, without reflection.</summary>
public static class EventJson
{
    private static readonly FrozenDictionary<string, JsonTypeInfo> s_types = new Dictionary<string, JsonTypeInfo>
    {
        ["session_started"] = LogJson.Default.SessionStarted,
        ["agent_configured"] = LogJson.Default.AgentConfigured,
        ["agent_entered"] = LogJson.Default.AgentEntered,
        ["turn_started"] = LogJson.Default.TurnStarted,
        ["interruption_requested"] = LogJson.Default.InterruptionRequested,
        ["turn_ended"] = LogJson.Default.TurnEnded,
        ["model_requested"] = LogJson.Default.ModelRequested,
        ["model_responded"] = LogJson.Default.ModelResponded,
        ["model_failed"] = LogJson.Default.ModelFailed,
        ["agent_spoke"] = LogJson.Default.AgentSpoke,
        ["tool_call_requested"] = LogJson.Default.ToolCallRequested,
        ["tool_call_joined"] = LogJson.Default.ToolCallJoined,
        ["tool_call_started"] = LogJson.Default.ToolCallStarted,
        ["tool_call_cancelling"] = LogJson.Default.ToolCallCancelling,
        ["tool_call_ended"] = LogJson.Default.ToolCallEnded,
        ["tool_call_late_result"] = LogJson.Default.ToolCallLateResult,
        ["timer_elapsed"] = LogJson.Default.TimerElapsed,
        ["handed_off"] = LogJson.Default.HandedOff,
        ["handoff_failed"] = LogJson.Default.HandoffFailed,
        ["close_requested"] = LogJson.Default.CloseRequested,
        ["session_closed"] = LogJson.Default.SessionClosed,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Writes an event as one line of JSON, without the line's end.</summary>
    /// <param name="happened">The event.</param>
    public static byte[] Write(ConversationEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return JsonSerializer.SerializeToUtf8Bytes(
            new Envelope
            {
                Seq = happened.Seq,
                At = happened.At,
                Type = happened.Type,
                Cause = happened.Cause,
                Optional = happened is UnknownEvent { IsOptional: true },
                Data = WriteData(happened),
            },
            LogJson.Default.Envelope);
    }

    /// <summary>Reads an event from one line of JSON. One of an unknown type becomes an <see cref="UnknownEvent"/>.</summary>
    /// <param name="line">The line, as UTF-8.</param>
    /// <exception cref="JsonException">It is no event, or one of a newer version of the format.</exception>
    public static ConversationEvent Read(ReadOnlySpan<byte> line)
    {
        var envelope = JsonSerializer.Deserialize(line, LogJson.Default.Envelope) ?? throw new JsonException("An event is a JSON object, not null.");
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
