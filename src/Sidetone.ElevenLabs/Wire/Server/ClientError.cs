using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The same news as a <see cref="ServerError"/> in the spelling of the platform's schema, sent only where the agent's
/// <c>client_events</c> ask for it.</summary>
public sealed record ClientError : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new("client_error", "error_event", static (ref json) => new ClientError
    {
        Code = json.OptionalInt("code"u8) ?? 0,
        ErrorName = json.Text("error_name"u8),
        Message = json.OptionalText("message"u8),
        Extra = json.Rest(),
    });

    /// <summary>The code; 0 when the frame had none.</summary>
    public required int Code { get; init; }

    /// <summary>What kind of error.</summary>
    public required string ErrorName { get; init; }

    /// <summary>What happened; null when not sent.</summary>
    public string? Message { get; init; }

    /// <summary>The same in the other spelling.</summary>
    internal ServerError AsServerError() => new() { Code = Code, Message = Message, ErrorType = ErrorName.Length > 0 ? new ErrorType(ErrorName) : null };

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteNumber("code"u8, Code);
        json.WriteString("error_name"u8, ErrorName);
        json.WriteIfAny("message"u8, Message);
    }
}
