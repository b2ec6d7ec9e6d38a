using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.ElevenLabs.Tools;

namespace Sidetone.ElevenLabs;

/// <summary>The client tools of an ElevenLabs agent: C# methods that it may call while it talks. They run off the conversation's loop, under the
/// law of the tool call; names must match those that the agent is configured with, case included. One registry serves any number of
/// conversations, which share nothing else.</summary>
/// <param name="services">Where handlers' services come from; each call has a scope of its own.</param>
/// <param name="options">How they are run and answered.</param>
/// <example><code>
/// var tools = new ClientTools(services).Add(OrderDesk.Tools).Add("get_time", () =&gt; TimeProvider.System.GetLocalNow());
/// </code></example>
public sealed class ClientTools(IServiceProvider? services = null, ClientToolsOptions? options = null)
{
    private const string AnyObject = """{"type":"object"}""";
    private const string NeedsReflection = "The schema of a delegate is found by reflection. Mark a method with [Tool] to have it generated.";

    private readonly Lock _gate = new();
    private readonly List<Toolset> _toolsets = [];
    private Dictionary<string, Tool> _tools = new(StringComparer.Ordinal);     // replaced, never changed

    /// <summary>The tools that there are now. Those of toolsets join them when a conversation has set these up.</summary>
    public IReadOnlyCollection<Tool> Tools => Volatile.Read(ref _tools).Values;

    /// <summary>The toolsets: each conversation sets them up when it starts, and closes them when it ends.</summary>
    public IReadOnlyList<Toolset> Toolsets
    {
        get
        {
            lock (_gate)
                return [.. _toolsets];
        }
    }

    internal event EventHandler? Changed;

    internal IServiceProvider? Services => services;

    internal ClientToolsOptions Options { get; } = options ?? new();

    /// <summary>Whether a tool of that name is registered.</summary>
    /// <param name="name">The name, as the agent spells it.</param>
    public bool Contains(string name) => Volatile.Read(ref _tools).ContainsKey(name);

    /// <summary>Registers a tool. Conversations that run have it at once.</summary>
    /// <param name="tool">The tool.</param>
    /// <exception cref="ArgumentException">Another tool has that name.</exception>
    public ClientTools Add(Tool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        return Add([tool]);
    }

    /// <summary>Registers tools: all of them, or none.</summary>
    /// <param name="tools">The tools, of a class for example: <c>OrderDesk.Tools</c>.</param>
    /// <exception cref="ArgumentException">Another tool has one of their names.</exception>
    public ClientTools Add(IEnumerable<Tool> tools)
    {
        ArgumentNullException.ThrowIfNull(tools);
        lock (_gate)
        {
            var after = new Dictionary<string, Tool>(_tools, StringComparer.Ordinal);
            foreach (var tool in tools)
            {
                if (!after.TryAdd(tool.Name, tool))
                    throw new ArgumentException($"Tool '{tool.Name}' is already registered. Remove it first, or rename one: tool.With(name: \"…\").", nameof(tools));
            }
            Volatile.Write(ref _tools, after);
        }
        Changed?.Invoke(this, EventArgs.Empty);
        return this;
    }

    /// <summary>Registers any function as a tool, of an MCP client for example.</summary>
    /// <param name="function">The function.</param>
    /// <param name="policy">Effect, interruption, time and the rest; null for the default.</param>
    /// <exception cref="ArgumentException">Another tool has that name, or the function cannot be one.</exception>
    public ClientTools Add(AIFunction function, ToolPolicy? policy = null) => Add(Tool.From(function, policy));

    /// <summary>Registers a toolset: each conversation sets it up when it starts, and closes it when it ends.</summary>
    /// <param name="toolset">The toolset.</param>
    public ClientTools Add(Toolset toolset)
    {
        ArgumentNullException.ThrowIfNull(toolset);
        lock (_gate)
            _toolsets.Add(toolset);
        return this;
    }

    /// <summary>Registers a delegate, sync or async: its parameters are the schema, and arguments are validated by it.</summary>
    /// <param name="name">The name, as the agent spells it.</param>
    /// <param name="handler">What runs.</param>
    /// <param name="description">What it does; needed only to push the tool to an agent.</param>
    /// <param name="effect">What it does to the world.</param>
    /// <exception cref="ArgumentException">Another tool has that name, or the delegate cannot be one: nor can one of a single <see cref="JsonElement"/>,
    /// which means all arguments with the other overloads.</exception>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public ClientTools Add(string name, Delegate handler, string description = "", Effect effect = Effect.Mutating)
    {
        var tool = Tool.Create(name, description, handler, effect);
        // With one that answers in text it would be another overload, and mean something else.
        var all = Array.Find(handler.Method.GetParameters(), parameter => parameter.ParameterType == typeof(JsonElement));
        if (all is not null && tool.JsonSchema.GetProperty("properties").EnumerateObject().Count() == 1)
            throw new ArgumentException($"'{name}' takes one JsonElement, '{all.Name}'. To get all arguments, answer in text, or take a RunContext and a CancellationToken behind it and return a ToolResult; to get one of them, give it its type.", nameof(handler));
        return Add(tool);
    }

    /// <summary>Registers a handler of whatever arguments the agent sends: nothing is validated but that they are an object.</summary>
    /// <param name="name">The name, as the agent spells it.</param>
    /// <param name="handler">What runs: it gets all arguments, and answers in text, or null for nothing to say.</param>
    /// <param name="policy">Effect, interruption, time and the rest; null for the default.</param>
    /// <exception cref="ArgumentException">Another tool has that name.</exception>
    [OverloadResolutionPriority(1)]     // a lambda that only throws fits any
    public ClientTools Add(string name, Func<JsonElement, string?> handler, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(name, (arguments, _, _) => ValueTask.FromResult(ToolResult.Text(handler(arguments))), policy);
    }

    /// <inheritdoc cref="Add(string, Func{JsonElement, string?}, ToolPolicy?)"/>
    public ClientTools Add(string name, Func<JsonElement, Task<string?>> handler, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(name, (arguments, _) => handler(arguments), policy);
    }

    /// <inheritdoc cref="Add(string, Func{JsonElement, string?}, ToolPolicy?)"/>
    public ClientTools Add(string name, Func<JsonElement, CancellationToken, Task<string?>> handler, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(name, async (arguments, _, token) => ToolResult.Text(await handler(arguments, token).ConfigureAwait(false)), policy);
    }

    /// <summary>Registers a handler of whatever arguments the agent sends: nothing is validated but that they are an object.</summary>
    /// <param name="name">The name, as the agent spells it.</param>
    /// <param name="handler">What runs.</param>
    /// <param name="policy">Effect, interruption, time and the rest; null for the default.</param>
    /// <exception cref="ArgumentException">Another tool has that name.</exception>
    public ClientTools Add(string name, Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler, ToolPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Add(Tool.Create(name, "", AnyObject, Options.PythonQuirks ? PythonQuirks.WithCallId(handler) : handler, policy));
    }

    /// <summary>Removes a tool. Calls of it that run are not touched.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there was one.</returns>
    public bool Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_gate)
        {
            if (!_tools.ContainsKey(name))
                return false;
            var after = new Dictionary<string, Tool>(_tools, StringComparer.Ordinal);
            after.Remove(name);
            Volatile.Write(ref _tools, after);
        }
        Changed?.Invoke(this, EventArgs.Empty);
        return true;
    }

    /// <summary>Removes all tools and toolsets.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _toolsets.Clear();
            Volatile.Write(ref _tools, new(StringComparer.Ordinal));
        }
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
