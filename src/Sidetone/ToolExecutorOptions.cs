using Microsoft.Extensions.Logging;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone;

/// <summary>How a <see cref="ToolExecutor"/> runs calls.</summary>
public sealed record ToolExecutorOptions
{
    /// <summary>The conversation's id; default: a new one. Idempotency keys begin with it, so one that was used before
    /// makes its actions look like those of then.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Bounds of time and number.</summary>
    public SessionLimits Limits { get; init; } = new();

    /// <summary>Filters around every call, the first outermost.</summary>
    public IReadOnlyList<ToolFilter> Filters { get; init; } = [];

    /// <summary>Where the calls are recorded; default: memory.</summary>
    public IConversationLog? Log { get; init; }

    /// <summary>How long a toolset may take to set up. Default: 30 seconds.</summary>
    public TimeSpan SetupTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where time comes from; default: the system.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Takes failures in full, and at Debug what runs and how it ends; default: the one among the services, if there is one.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Logs arguments and outputs at Trace: what callers say and get is personal. Sensitive arguments are left out all the same. Default: false.</summary>
    public bool LogPayloads { get; init; }

    internal WorkScheduler Scheduler { get; init; } = WorkScheduler.Pool;

    /// <exception cref="ArgumentException">A bound is none; the message says what it may be.</exception>
    internal void Validate()
    {
        Limits.Validate();
        SessionLimits.CheckTime(SetupTimeout, nameof(SetupTimeout));
    }
}
