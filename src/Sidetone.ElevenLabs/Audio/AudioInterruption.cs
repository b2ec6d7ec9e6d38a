namespace Sidetone.ElevenLabs.Audio;

/// <summary>The agent was interrupted.</summary>
/// <param name="At">When, from the start of the sound.</param>
/// <param name="Heard">Bytes of the agent's sound that had been heard by then, over the whole conversation.</param>
/// <param name="Dropped">Bytes that waited and will never be heard.</param>
public sealed record AudioInterruption(TimeSpan At, long Heard, long Dropped);
