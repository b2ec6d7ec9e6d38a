namespace Sidetone.Tests.Sessions;

/// <summary>An agent whose callbacks a test chooses.</summary>
internal sealed class Greeter : Agent
{
    public Greeter(string id) : base($"You are {id}.") => Id = id;

    public Func<AgentContext, ValueTask> Greet { get; init; } = _ => default;

    public Func<AgentContext, ValueTask> Leave { get; init; } = _ => default;

    public int Left { get; private set; }

    public CancellationToken Entering { get; private set; }

    public CancellationToken Leaving { get; private set; }

    protected internal override ValueTask OnEnterAsync(AgentContext context, CancellationToken cancellationToken)
    {
        Entering = cancellationToken;
        return Greet(context);
    }

    protected internal override ValueTask OnExitAsync(AgentContext context, CancellationToken cancellationToken)
    {
        Left++;
        Leaving = cancellationToken;
        return Leave(context);
    }
}
