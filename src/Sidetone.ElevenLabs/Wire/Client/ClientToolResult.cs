using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The answer to a <see cref="ClientToolCall"/>. Results come in the order in which tools end: only the id says which call is
/// meant.</summary>
public sealed record ClientToolResult : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("client_tool_result", null, static (ref json) => new ClientToolResult
    {
        ToolCallId = json.Text("tool_call_id"u8),
        WasText = json.Take("result"u8, out _) == JsonTokenType.String,
        Result = json.Text("result"u8),
        IsError = json.OptionalFlag("is_error"u8) ?? json.OptionalText("error_type"u8) is not null,
        ErrorType = json.OptionalText("error_type"u8) is { } errorType ? new ToolErrorType(errorType) : null,
        Extra = json.Rest(),
    });

    /// <summary>The <see cref="ClientToolCall.ToolCallId"/> of the call.</summary>
    public required string ToolCallId { get; init; }

    /// <summary>The result, or the words of the failure. Always written as a JSON string: the platform closes with 1008 at anything
    /// else.</summary>
    public required string Result { get; init; }

    /// <summary>The tool failed.</summary>
    public bool IsError { get; init; }

    /// <summary>Why it failed; null for not said. Only the platform's schema and the Swift SDK have it.</summary>
    public ToolErrorType? ErrorType { get; init; }

    /// <summary>False when a client sent another JSON value than a string, as the Python and Node SDKs do; <see cref="Result"/> is then its
    /// JSON.</summary>
    public bool WasText { get; init; } = true;

    /// <summary>The tool failed, as a server is to understand it: an <see cref="ErrorType"/> says so too.</summary>
    public bool Failed => IsError || ErrorType is not null;

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("tool_call_id"u8, ToolCallId);
        json.WriteString("result"u8, Result);
        json.WriteBoolean("is_error"u8, IsError);
        json.WriteIfAny("error_type"u8, ErrorType?.Value);
    }
}
