using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs;

/// <summary>How <see cref="ClientTools"/> run calls and answer them.</summary>
public sealed record ClientToolsOptions
{
    /// <summary>Bounds of time and number.</summary>
    public SessionLimits Limits { get; init; } = new();

    /// <summary>Filters around every call, the first outermost.</summary>
    public IReadOnlyList<ToolFilter> Filters { get; init; } = [];

    /// <summary>Finds the tool for a name that none is registered under; it is registered from then on, in that conversation.
    /// Null for none, which the agent is told. Default: no such tools.</summary>
    public Func<ClientToolCall, CancellationToken, ValueTask<Tool?>>? OnUnknown { get; init; }

    /// <summary>Answers also the calls that expect no response: as the official SDKs do. Default: false, they are run and not answered.</summary>
    public bool AlwaysAnswer { get; init; }

    /// <summary>The quirks of the official Python SDK, for agents that were tuned to them: an empty output (<c>""</c>, <c>0</c>, <c>false</c>,
    /// <c>[]</c>, <c>{}</c>) is told as success without one, tools without a schema get <c>tool_call_id</c> among their arguments,
    /// every exception's message is told, the same action asked for twice in one turn is done twice, and every call is answered. Default: false.</summary>
    public bool PythonQuirks { get; init; }

    /// <summary>Where time comes from; default: where the conversation's does.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>Takes failures in full, and at Debug what runs and how it ends; default: what the conversation's takes.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Logs arguments and outputs at Trace. Sensitive arguments are left out all the same. Default: false.</summary>
    public bool LogPayloads { get; init; }
}
