namespace Sidetone.Tests.Sessions;

/// <summary>A toolset that sets up and closes as a test chooses.</summary>
internal sealed class Troubled(string id) : Toolset(id)
{
    public Func<CancellationToken, Task> Setup { get; init; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> Close { get; init; } = _ => Task.CompletedTask;

    public new IReadOnlyList<Tool> Tools { get; init; } = [];

    public IReadOnlyList<Toolset> Within { get; init; } = [];

    public override IReadOnlyList<Toolset> Toolsets => Within;

    protected internal override IReadOnlyList<Tool> DeclaredTools => Tools;

    public int SetUps { get; private set; }

    public int Closes { get; private set; }

    protected internal override ValueTask SetupAsync(CancellationToken cancellationToken)
    {
        SetUps++;
        return new(Setup(cancellationToken));
    }

    protected internal override ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        Closes++;
        return new(Close(cancellationToken));
    }
}
