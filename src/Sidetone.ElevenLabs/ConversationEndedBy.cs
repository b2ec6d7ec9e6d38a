namespace Sidetone.ElevenLabs;

/// <summary>Who ended a conversation.</summary>
public enum ConversationEndedBy
{
    /// <summary>This program.</summary>
    Client,

    /// <summary>The agent: it hung up, or the server closed normally.</summary>
    Agent,

    /// <summary>The server, because of an error or a limit; the reason says which.</summary>
    Server,

    /// <summary>Nobody: the connection was lost.</summary>
    Connection,
}
