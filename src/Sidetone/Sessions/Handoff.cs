using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>The caller is handed to another agent.</summary>
/// <param name="To">The agent's id.</param>
/// <param name="Target">The agent; null in a replay.</param>
/// <param name="By">The call that did it; null for the program.</param>
internal readonly record struct Handoff(string To, Agent? Target, CallRecord? By);
