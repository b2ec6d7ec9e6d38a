using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Sidetone.Execution;

/// <summary>What a runner of calls works with.</summary>
internal sealed record RunnerOptions
{
    public AgentSession? Session { get; init; }
    public IServiceProvider? Services { get; init; }
    public TimeProvider Time { get; init; } = TimeProvider.System;
    public WorkScheduler Scheduler { get; init; } = WorkScheduler.Pool;
    public IReadOnlyList<ToolFilter> Filters { get; init; } = [];
    public ILogger Logger { get; init; } = NullLogger.Instance;
    public bool LogPayloads { get; init; }
    public Func<string, Tool?> Find { get; init; } = static _ => null;
    public int MaxAbandonedCalls { get; init; } = 64;
}
