namespace Sidetone.Tests.Law;

/// <summary>An agent that speaks, fails or hangs while it enters and leaves, as the story has it.</summary>
internal sealed class StoryAgent(string id, RandomStory story, bool isFirst) : Agent($"You are {id}.")
{
    protected internal override async ValueTask OnEnterAsync(AgentContext context, CancellationToken cancellationToken)
    {
        switch (story.Next(8))
        {
            case 0 when !isFirst: await context.GenerateReplyAsync(cancellationToken: cancellationToken); break;
            case 1: story.Watch(context.GenerateReplyAsync(cancellationToken: cancellationToken)); break;
            case 2: throw new InvalidOperationException("no voice");
            case 3 when !isFirst: await story.GateAsync(cancellationToken); break;
            case 4: await story.PauseAsync(); break;
            default: break;
        }
    }

    protected internal override async ValueTask OnExitAsync(AgentContext context, CancellationToken cancellationToken)
    {
        switch (story.Next(6))
        {
            case 0: throw new InvalidOperationException("no farewell");
            case 1:
                cancellationToken.Register(() => throw new InvalidOperationException("no ears"));
                await story.GateAsync(default);
                break;
            case 2: await story.PauseAsync(); break;
            default: break;
        }
    }
}
