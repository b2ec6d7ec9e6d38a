using Microsoft.Extensions.AI;

namespace Sidetone.Conversations;

/// <summary>What a few results have beside their output.</summary>
/// <param name="HandsTo">The id of the agent that the call hands the caller to.</param>
/// <param name="Agent">The agent; null in a replay.</param>
/// <param name="Shown">What the model is shown after the output. The log keeps only what the output says of it.</param>
internal sealed record Beside(string? HandsTo, Agent? Agent = null, IReadOnlyList<AIContent>? Shown = null);
