namespace Sidetone.Tests.Law;

/// <summary>A toolset that sets up slowly, not at all, or never.</summary>
internal sealed class StoryToolset(Story story) : Toolset("story")
{
    public int Open { get; private set; }

    protected internal override async ValueTask SetupAsync(CancellationToken cancellationToken)
    {
        switch (story.Next(6))
        {
            case 0: throw new IOException("not there");
            case 1: await story.GateAsync(cancellationToken); break;
            case 2: await story.PauseAsync(); break;
            default: break;
        }
        Open++;
    }

    protected internal override async ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        Open--;
        if (story.Next(6) == 0)
        {
            cancellationToken.Register(() => throw new InvalidOperationException("no ears"));
            await story.GateAsync(default);
        }
    }
}
