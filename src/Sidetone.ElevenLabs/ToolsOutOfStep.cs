using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs;

/// <summary>The client tools here and those that the agent has differ: calls may go wrong, or never come. Published at most once, after the start,
/// when <see cref="ConversationOptions.CheckTools"/> is set.</summary>
/// <param name="Difference">How.</param>
public sealed record ToolsOutOfStep(CatalogueDifference Difference) : AgentEvent;
