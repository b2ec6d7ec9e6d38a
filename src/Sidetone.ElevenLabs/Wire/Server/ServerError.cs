using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Why the server is about to close the connection.</summary>
public sealed record ServerError : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new("error", "error_event", static (ref json) => new ServerError
    {
        Code = json.OptionalInt("code"u8) ?? 0,
        Message = json.OptionalText("message"u8),
        ErrorType = json.OptionalText("error_type"u8) is { } errorType ? new ErrorType(errorType) : null,
        Reason = json.OptionalText("reason"u8),
        DebugMessage = json.OptionalText("debug_message"u8),
        Details = json.Raw("details"u8),
        Extra = json.Rest(),
    });

    /// <summary>The code that it will close with: 1000, 1002, 1008 or 1011; 0 when the frame had none.</summary>
    public required int Code { get; init; }

    /// <summary>What happened; null when not sent.</summary>
    public string? Message { get; init; }

    /// <summary>What kind of error; null when not sent.</summary>
    public ErrorType? ErrorType { get; init; }

    /// <summary>The reason that it will close with; null when not sent.</summary>
    public string? Reason { get; init; }

    /// <summary>More, for developers; null when not sent.</summary>
    public string? DebugMessage { get; init; }

    /// <summary>More, a JSON object; empty when not sent.</summary>
    public JsonText Details { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("code"u8, Code);
        json.WriteIfAny("message"u8, Message);
        json.WriteIfAny("error_type"u8, ErrorType?.Value);
        json.WriteIfAny("reason"u8, Reason);
        json.WriteIfAny("debug_message"u8, DebugMessage);
        json.WriteIfAny("details"u8, Details);
    }
}
