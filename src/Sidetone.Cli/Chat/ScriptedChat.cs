using Sidetone.Cli.Models;

namespace Sidetone.Cli.Chat;

/// <summary>A chat whose lines come from options or a pipe: one turn after the other, unless lines talk over the agent.</summary>
internal sealed class ScriptedChat(AgentSession session, IChatView view, Model model)
{
    private readonly Follower _follower = new(session, view);

    public async Task RunAsync(IAsyncEnumerable<string> lines, bool talkOver, CancellationToken cancellationToken)
    {
        await session.StartAsync(cancellationToken);
        var following = _follower.FollowAsync();
        var turns = new List<Task>();
        try
        {
            await foreach (var line in lines.WithCancellation(cancellationToken))
            {
                turns.RemoveAll(t => t.IsCompletedSuccessfully);
                var turn = SayAsync(line, cancellationToken);
                turns.Add(turn);
                if (!talkOver || turn.IsFaulted)
                    await turn;
            }
            await Task.WhenAll(turns);
            // What was talked over may still run, and is told when it is done.
            await _follower.WhenIdleAsync().WaitAsync(cancellationToken);
        }
        finally
        {
            await session.DisposeAsync();
            await following;
        }
    }

    private async Task SayAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            var result = await session.RunAsync(line, cancellationToken);
            await _follower.WhenShownAsync(result.Turn);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new CliException(model.Describe(exception), ExitCodes.Unavailable);
        }
    }
}
