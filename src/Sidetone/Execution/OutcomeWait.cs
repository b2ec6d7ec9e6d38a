using Sidetone.Conversations;

namespace Sidetone.Execution;

/// <summary>Waits for the one outcome of a call, durable.</summary>
internal sealed class OutcomeWait() : Wait<ToolResult>(resumesOnPool: false)
{
    [ThreadStatic]
    private static OutcomeWait? t_spare;

    public static OutcomeWait Rent()
    {
        var wait = t_spare ?? new();
        t_spare = null;
        return wait;
    }

    protected override void Free() => t_spare = this;
}
