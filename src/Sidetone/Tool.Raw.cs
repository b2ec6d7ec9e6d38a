using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Tools;

namespace Sidetone;

public abstract partial class Tool
{
    /// <summary>A tool that is described by a JSON schema: its arguments are validated by it, and reach the handler as JSON.</summary>
    /// <param name="name">Letters, digits, <c>_</c> and <c>-</c>; 1 to 64 of them.</param>
    /// <param name="description">What it does, for the model.</param>
    /// <param name="schema">The JSON schema of the arguments: an object schema.</param>
    /// <param name="handler">Runs a call. What it throws ends the call; only a <see cref="ToolException"/>'s message reaches the model.</param>
    /// <param name="policy">Effect, interruption, time and the rest; null for the default.</param>
    /// <exception cref="ArgumentException">Name, schema or policy cannot be used; the message says what to change.</exception>
    public static Tool Create(
        string name, string description, JsonElement schema,
        Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler,
        ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return RawTool.Of(name, description, schema, handler, policy);
    }

    /// <inheritdoc cref="Create(string, string, JsonElement, Func{JsonElement, RunContext, CancellationToken, ValueTask{ToolResult}}, ToolPolicy?)"/>
    public static Tool Create(
        string name, string description, string schema,
        Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler,
        ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return RawTool.Of(name, description, RawTool.Parse(name, schema), handler, policy);
    }

    /// <summary>A tool that is described by a JSON schema and answers in text, or null for nothing to say.</summary>
    /// <inheritdoc cref="Create(string, string, JsonElement, Func{JsonElement, RunContext, CancellationToken, ValueTask{ToolResult}}, ToolPolicy?)"/>
    public static Tool Create(
        string name, string description, string schema,
        Func<JsonElement, CancellationToken, Task<string?>> handler,
        ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Create(name, description, schema, async (arguments, _, token) => ToolResult.Text(await handler(arguments, token)), policy);
    }

    /// <summary>A tool that is described by a JSON schema and answers at once, in text, or null for nothing to say.</summary>
    /// <inheritdoc cref="Create(string, string, JsonElement, Func{JsonElement, RunContext, CancellationToken, ValueTask{ToolResult}}, ToolPolicy?)"/>
    public static Tool Create(
        string name, string description, string schema,
        Func<JsonElement, string?> handler,
        ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Create(name, description, schema, (arguments, _, _) => ValueTask.FromResult(ToolResult.Text(handler(arguments))), policy);
    }

    /// <summary>Any <see cref="AIFunction"/> as a tool: its arguments are validated by its schema before it sees them. A tool stays itself.</summary>
    /// <param name="function">The function, a tool of an MCP client for example.</param>
    /// <param name="policy">Effect, interruption, time and the rest. Null for the default, which takes the function to change the world; a tool keeps its own.</param>
    /// <exception cref="ArgumentException">Its name or schema, or the policy, cannot be used; the message says what to change.</exception>
    public static Tool From(AIFunction function, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function is Tool tool)
            return policy is null ? tool : tool.With(policy: policy);
        return FunctionTool.Of(function, policy);
    }
}
