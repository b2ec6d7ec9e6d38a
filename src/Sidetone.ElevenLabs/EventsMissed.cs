namespace Sidetone.ElevenLabs;

/// <summary>The reader of events was so slow that the oldest were dropped. It comes in their place.</summary>
/// <param name="Count">How many.</param>
public sealed record EventsMissed(int Count) : AgentEvent;
