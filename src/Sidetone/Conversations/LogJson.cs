using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>The JSON of events, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    MaxDepth = 256,     // an event holds arguments and outputs that are deep themselves
    Converters =
    [
        typeof(SnakeCase<TurnKind>),
        typeof(SnakeCase<TurnEnd>),
        typeof(SnakeCase<TimerKind>),
        typeof(SnakeCase<CancellationCause>),
        typeof(SnakeCase<Effect>),
        typeof(SnakeCase<OnInterruption>),
        typeof(SnakeCase<OnDuplicate>),
        typeof(SnakeCase<DuplicateScope>),
        typeof(SnakeCase<ErrorMode>),
        typeof(SnakeCase<HistoryOnEnter>),
        typeof(SnakeCase<ResultDelivery>),
    ])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(SessionStarted))]
[JsonSerializable(typeof(AgentConfigured))]
[JsonSerializable(typeof(AgentEntered))]
[JsonSerializable(typeof(HistoryAdded))]
[JsonSerializable(typeof(TurnStarted))]
[JsonSerializable(typeof(InterruptionRequested))]
[JsonSerializable(typeof(TurnEnded))]
[JsonSerializable(typeof(ModelRequested))]
[JsonSerializable(typeof(ModelResponded))]
[JsonSerializable(typeof(ModelFailed))]
[JsonSerializable(typeof(AgentSpoke))]
[JsonSerializable(typeof(ToolCallRequested))]
[JsonSerializable(typeof(ToolCallJoined))]
[JsonSerializable(typeof(ToolCallRetried))]
[JsonSerializable(typeof(ToolCallStarted))]
[JsonSerializable(typeof(ToolCallCancelling))]
[JsonSerializable(typeof(ToolCallEnded))]
[JsonSerializable(typeof(ToolCallLateResult))]
[JsonSerializable(typeof(TimerElapsed))]
[JsonSerializable(typeof(HandoffRequested))]
[JsonSerializable(typeof(HandedOff))]
[JsonSerializable(typeof(HandoffFailed))]
[JsonSerializable(typeof(CloseRequested))]
[JsonSerializable(typeof(SessionClosed))]
[JsonSerializable(typeof(Envelope))]
internal sealed partial class LogJson : JsonSerializerContext
{
    /// <summary>For files that people read: only what JSON itself demands is escaped.</summary>
    public static LogJson Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
