namespace Sidetone.ElevenLabs;

/// <summary>The agent begins to speak, or listens again: it has finished, or the caller has interrupted it or hung up. Told from how long its sound lasts.</summary>
/// <param name="IsSpeaking">It speaks; otherwise it listens.</param>
public sealed record SpeakingChanged(bool IsSpeaking) : AgentEvent;
