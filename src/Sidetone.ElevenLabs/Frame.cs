namespace Sidetone.ElevenLabs;

/// <summary>A frame as it went over the wire, before it was understood. Only with <see cref="ConversationOptions.IncludeFrames"/>.</summary>
/// <param name="IsOutgoing">This program sent it; otherwise the server did.</param>
/// <param name="Utf8">The frame. It has whatever the caller said.</param>
public sealed record Frame(bool IsOutgoing, ReadOnlyMemory<byte> Utf8) : AgentEvent;
