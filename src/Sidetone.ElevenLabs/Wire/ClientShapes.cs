namespace Sidetone.ElevenLabs.Wire;

/// <summary>The messages of a client that this version knows.</summary>
internal static class ClientShapes
{
    public static MessageShapes<ClientMessage> Known { get; } = new(
        Pong.Wire,
        ContextualUpdate.Wire,
        UserActivity.Wire,
        Feedback.Wire,
        McpToolApproval.Wire,
        MultimodalMessage.Wire,
        ConversationInitiation.Wire,
        UserAudio.Wire,
        ClientToolResult.Wire,
        UserMessage.Wire,
        EnclaveSetup.Wire);
}
