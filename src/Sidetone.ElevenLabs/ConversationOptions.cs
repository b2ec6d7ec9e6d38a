using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Audio;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs;

/// <summary>Which agent to talk to, and how. One of <see cref="AgentId"/>, <see cref="SignedUrl"/> and <see cref="SelfHosted"/> is needed.</summary>
/// <remarks>Times are more than zero, and at most a day; <see cref="FarewellTimeout"/> may be zero.</remarks>
public sealed record ConversationOptions
{
    /// <summary>The agent: <c>agent_…</c>.</summary>
    public string? AgentId { get; init; }

    /// <summary>Opens a private agent: a signed URL is asked for with this key. Null for a public agent. It goes to <see cref="BaseAddress"/> only, never over the socket.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Opens a private agent through this client, instead of with <see cref="ApiKey"/> and <see cref="BaseAddress"/>.</summary>
    public ElevenLabsClient? Client { get; init; }

    /// <summary>A signed URL that somebody else asked for; then neither agent nor key is needed. It may be used for 15 minutes, and is as secret as a key.</summary>
    public Uri? SignedUrl { get; init; }

    /// <summary>An agent on one's own machines: the socket is opened as it stands, and its set-up sent first.</summary>
    public SelfHostedAgent? SelfHosted { get; init; }

    /// <summary>The platform's REST address, from which that of the socket follows. Default: <c>https://api.elevenlabs.io</c>.</summary>
    public Uri BaseAddress { get; init; } = ElevenLabsOptions.DefaultBaseAddress;

    /// <summary>The environment whose variables the agent uses. Default: <c>production</c>, the platform's own.</summary>
    public string? Environment { get; init; }

    /// <summary>The agent's branch. Default: its main one.</summary>
    public string? BranchId { get; init; }

    /// <summary>Who talks, as the platform's history will name them.</summary>
    public string? UserId { get; init; }

    /// <summary>Values for <c>{{name}}</c> in the agent's prompt, first message and tools. One that is needed and missing ends the conversation (1008).</summary>
    public IReadOnlyDictionary<string, DynamicVariable>? DynamicVariables { get; init; }

    /// <summary>Settings that differ in this conversation. Each must be allowed in the agent's security settings, or the server closes (1008).</summary>
    public ConversationOverride? Overrides { get; init; }

    /// <summary>Handed to a custom LLM with each request. Must be allowed in the agent's security settings.</summary>
    public JsonObject? ExtraBody { get; init; }

    /// <summary>Changes the first message before it is sent, for what has no option of its own:
    /// <c>first => first with { StartingWorkflowNodeId = "…" }</c>. Default: it is sent as the options say.</summary>
    public Func<ConversationInitiation, ConversationInitiation>? Initiation { get; init; }

    /// <summary>Talks in text: no sound goes either way. Default: true without <see cref="Audio"/>.</summary>
    public bool? TextOnly { get; init; }

    /// <summary>The client tools. Default: none, and a call of one is answered so.</summary>
    public ClientTools? Tools { get; init; }

    /// <summary>Compares <see cref="Tools"/> with the client tools that the agent has, beside the start and never in its way: what differs is logged as
    /// warnings, and published as <see cref="ToolsOutOfStep"/>. Needs <see cref="AgentId"/>, and <see cref="ApiKey"/> or <see cref="Client"/>. Default: false.</summary>
    public bool CheckTools { get; init; }

    /// <summary>Where sound comes from and goes. Default: none, and the conversation is text.</summary>
    public IAudioInterface? Audio { get; init; }

    /// <summary>What to do when something happens, beside or instead of reading <see cref="Conversation.Events"/>.</summary>
    public ConversationCallbacks? Callbacks { get; init; }

    /// <summary>Answers the platform's questions whether an MCP tool may be called. The token fires when the question is settled otherwise; what it throws
    /// is a no. Default: none, and they are answered by <see cref="Conversation.AnswerMcpToolAsync"/> or not at all.</summary>
    public Func<McpToolCall, CancellationToken, ValueTask<bool>>? ApproveMcpTool { get; init; }

    /// <summary>Where the calls of client tools are recorded. Default: memory.</summary>
    public IConversationLog? Log { get; init; }

    /// <summary>Puts every frame that goes over the wire among the events. Default: false.</summary>
    public bool IncludeFrames { get; init; }

    /// <summary>Opens the socket. Default: a <see cref="ClientWebSocket"/> that notices a dead connection by pings every 20 seconds.</summary>
    public Func<Uri, CancellationToken, ValueTask<WebSocket>>? Connect { get; init; }

    /// <summary>How long it may take until the server has begun the conversation. Default: 20 seconds.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a message may take to be sent before the connection is taken for lost. Default: 20 seconds.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the server may take to answer the end. Default: 2 seconds.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the agent's last words may go on sounding when it has hung up. Default: 10 seconds.</summary>
    public TimeSpan FarewellTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longer messages end the conversation (1009). In bytes. Default: 16 MiB, which is the platform's.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>How many events wait for a slow reader; then the oldest make room, and <see cref="EventsMissed"/> says so. Default: 10,000.</summary>
    public int MaxWaitingEvents { get; init; } = 10_000;

    /// <summary>How many bytes of events wait for a slow reader, or for one that never comes because the program has callbacks.
    /// Default: 4 MiB, two minutes of sound.</summary>
    public long MaxWaitingEventBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>How much of the agent's sound waits to be played, in bytes; more is dropped and logged. Default: 32 MiB.</summary>
    public long MaxWaitingSoundBytes { get; init; } = 32 * 1024 * 1024;

    /// <summary>Where time comes from; default: the system.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes what goes wrong in the background; default: none.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    internal bool IsTextOnly => TextOnly ?? Audio is null;

    internal void Validate()
    {
        if (SignedUrl is not null && SelfHosted is not null)
            throw new ArgumentException($"Give one of {nameof(SignedUrl)} and {nameof(SelfHosted)}, not both.");
        if (SignedUrl is null && SelfHosted is null && string.IsNullOrWhiteSpace(AgentId))
            throw new ArgumentException($"Say which agent: set {nameof(AgentId)}, {nameof(SignedUrl)} or {nameof(SelfHosted)}.");
        Bounds.CheckTime(StartTimeout, nameof(StartTimeout));
        Bounds.CheckTime(SendTimeout, nameof(SendTimeout));
        Bounds.CheckTime(CloseTimeout, nameof(CloseTimeout));
        if (FarewellTimeout != TimeSpan.Zero)
            Bounds.CheckTime(FarewellTimeout, nameof(FarewellTimeout));
        Bounds.CheckNumber(MaxMessageBytes, nameof(MaxMessageBytes));
        Bounds.CheckNumber(MaxWaitingEvents, nameof(MaxWaitingEvents));
        Bounds.CheckNumber(MaxWaitingEventBytes, nameof(MaxWaitingEventBytes));
        Bounds.CheckNumber(MaxWaitingSoundBytes, nameof(MaxWaitingSoundBytes));
    }

    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        // Never a key, a signature, or a password in an address.
        builder.Append("AgentId = ").Append(AgentId)
            .Append(", BaseAddress = ").Append(BaseAddress.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped));
        return true;
    }
}
