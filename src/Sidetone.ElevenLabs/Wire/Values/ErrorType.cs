namespace Sidetone.ElevenLabs.Wire;

/// <summary>What kind of error ends a conversation. An open set: a value that this version does not know survives reading and
/// writing.</summary>
/// <param name="Value">The word on the wire.</param>
public readonly record struct ErrorType(string Value)
{
    /// <summary>The client sent what the server cannot read. Closes with 1008.</summary>
    public static ErrorType InvalidMessage { get; } = new("invalid_message");

    /// <summary>A message lacks fields. 1008.</summary>
    public static ErrorType MissingFields { get; } = new("missing_fields");

    /// <summary>A value is not allowed. 1008.</summary>
    public static ErrorType ValueError { get; } = new("value_error");

    /// <summary>An override is not allowed in the agent's settings. 1008.</summary>
    public static ErrorType OverrideError { get; } = new("override_error");

    /// <summary>A required dynamic variable has no value. 1008.</summary>
    public static ErrorType MissingDynamicVariable { get; } = new("missing_dynamic_variable");

    /// <summary>The same for the agent that is transferred to. 1008.</summary>
    public static ErrorType MissingDynamicVariableTransfer { get; } = new("missing_dynamic_variable_transfer");

    /// <summary>A tool of an MCP server failed. 1008.</summary>
    public static ErrorType McpToolError { get; } = new("mcp_tool_error");

    /// <summary>An MCP server could not be reached. 1008.</summary>
    public static ErrorType McpHttpsError { get; } = new("mcp_https_error");

    /// <summary>The agent cannot be used by telephone. 1008.</summary>
    public static ErrorType TelephonyAgentError { get; } = new("telephony_agent_error");

    /// <summary>Something unsafe was said. 1002.</summary>
    public static ErrorType SafetyViolation { get; } = new("safety_violation");

    /// <summary>The model took too long. 1002.</summary>
    public static ErrorType LlmTimeout { get; } = new("llm_timeout");

    /// <summary>Nothing was heard of the client for a minute. 1002.</summary>
    public static ErrorType TransportReceiveTimeout { get; } = new("transport_receive_timeout");

    /// <summary>Something in the server took too long. 1002.</summary>
    public static ErrorType AsyncioTimeout { get; } = new("asyncio_timeout");

    /// <summary>A request of the server failed. 1002.</summary>
    public static ErrorType HttpException { get; } = new("http_exception");

    /// <summary>The model failed. 1002.</summary>
    public static ErrorType LlmError { get; } = new("llm_error");

    /// <summary>A custom model failed. 1002.</summary>
    public static ErrorType CustomLlmError { get; } = new("custom_llm_error");

    /// <summary>All models failed. 1002.</summary>
    public static ErrorType CascadeBrainError { get; } = new("cascade_brain_error");

    /// <summary>The speech recognition failed. 1002.</summary>
    public static ErrorType AsrTranscriptionError { get; } = new("asr_transcription_error");

    /// <summary>The detection of speech failed. 1002.</summary>
    public static ErrorType VadError { get; } = new("vad_error");

    /// <summary>The taking of turns failed. 1002.</summary>
    public static ErrorType TurnProbabilityError { get; } = new("turn_probability_error");

    /// <summary>All voices failed. 1002.</summary>
    public static ErrorType TtsCascadeError { get; } = new("tts_cascade_error");

    /// <summary>Storage took too long. 1002.</summary>
    public static ErrorType RedisTimeoutError { get; } = new("redis_timeout_error");

    /// <summary>The conversation reached its longest duration. 1000.</summary>
    public static ErrorType MaxDurationExceeded { get; } = new("max_duration_exceeded");

    /// <summary>The server crashed. 1011.</summary>
    public static ErrorType UnknownWebSocketCrash { get; } = new("unknown_websocket_crash");

    /// <summary>The connection was lost.</summary>
    public static ErrorType WebSocketDisconnect { get; } = new("websocket_disconnect");

    /// <summary>Nobody knows.</summary>
    public static ErrorType Unknown { get; } = new("unknown");

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
