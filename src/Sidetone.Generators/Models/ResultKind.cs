namespace Sidetone.Generators.Models;

/// <summary>The ways in which a return value becomes a result.</summary>
internal enum ResultKind
{
    Nothing,
    Text,
    Json,
    Content,
    ToolResult,
    Agent,
    AgentAndResult,
    Stream,
}
