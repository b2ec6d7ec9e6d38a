namespace Sidetone.ElevenLabs;

/// <summary>Something that happened in a conversation with an agent: a message of the server, or something about the conversation itself.</summary>
public abstract record AgentEvent;
