using Microsoft.Extensions.AI;

namespace Sidetone;

/// <summary>How the agent replies without being spoken to.</summary>
public sealed record ReplyOptions
{
    /// <summary>Instructions for this reply only: "Greet the caller."</summary>
    public string? Instructions { get; init; }

    /// <summary>How the model may use tools. Default: <see cref="ChatToolMode.Auto"/>; inside a running call <see cref="ChatToolMode.None"/>.
    /// What is required is required until it was called; from then on the model may use tools as it likes.</summary>
    /// <remarks>It is enforced, whatever the model makes of it: a call that it does not allow is <see cref="Outcome.Denied"/> with the reason
    /// <c>tool_choice</c>, and a reply in which a required tool was not called ends as <see cref="Conversations.TurnEnd.ToolNotCalled"/>.</remarks>
    public ChatToolMode? ToolChoice { get; init; }

    /// <summary>The only tools offered, by name, or by the id of a <see cref="Toolset"/> for all of its tools; null for every tool.</summary>
    public IReadOnlyList<string>? Tools { get; init; }
}
