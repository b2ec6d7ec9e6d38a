using Microsoft.Extensions.AI;
using Sidetone.Conversations;

namespace Sidetone.Sessions;

/// <summary>What the model is asked in one step.</summary>
/// <param name="Turn">The turn.</param>
/// <param name="Step">The step.</param>
/// <param name="ToolChoice">How it may use tools.</param>
/// <param name="Context">All that was said until now.</param>
/// <param name="Agent">Who asks.</param>
internal sealed record StepRequest(Turn Turn, int Step, string ToolChoice, ArraySegment<ChatMessage> Context, AgentConfigured Agent);
