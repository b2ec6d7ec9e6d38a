namespace Sidetone.Conversations;

/// <summary>Where a call hands the caller.</summary>
/// <param name="To">The agent's id.</param>
/// <param name="Agent">The agent; null in a replay.</param>
internal sealed record Handoff(string To, Agent? Agent = null);
