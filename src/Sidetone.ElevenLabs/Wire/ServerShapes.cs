namespace Sidetone.ElevenLabs.Wire;

/// <summary>The messages of a server that this version knows.</summary>
internal static class ServerShapes
{
    public static MessageShapes<ServerMessage> Known { get; } = new(
        ConversationMetadata.Wire,
        Ping.Wire,
        AgentAudio.Wire,
        AgentResponse.Wire,
        AgentResponseCorrection.Wire,
        ChatResponsePart.Wire,
        ReasoningResponsePart.Wire,
        UserTranscript.Wire,
        TentativeUserTranscript.Wire,
        Interruption.Wire,
        ClientToolCall.Wire,
        AgentToolRequest.Wire,
        AgentToolResponse.Wire,
        AgentToolResponseFull.Wire,
        McpToolCall.Wire,
        McpConnectionStatus.Wire,
        VadScore.Wire,
        ContextUsage.Wire,
        RichContent.Wire,
        GuardrailTriggered.Wire,
        AsrInitiationMetadata.Wire,
        AgentResponseMetadata.Wire,
        AgentResponseComplete.Wire,
        AgentTyping.Wire,
        ExternalAgentConnected.Wire,
        ExternalAgentDisconnected.Wire,
        QueueStatus.Wire,
        InternalTurnProbability.Wire,
        InternalTentativeAgentResponse.Wire,
        ServerError.Wire,
        ClientError.Wire);
}
