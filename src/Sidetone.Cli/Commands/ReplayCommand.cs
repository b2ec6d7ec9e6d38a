using System.CommandLine;
using Sidetone.Conversations;

namespace Sidetone.Cli.Commands;

/// <summary><c>sidetone replay FILE</c>.</summary>
internal static class ReplayCommand
{
    public static Command Create(Shell shell)
    {
        var file = new Argument<string>("FILE") { Description = "A conversation that chat --record wrote." };
        var command = new Command("replay", "Fold a recorded conversation again, and report where it first goes otherwise.") { file };
        command.SetAction((parsed, cancellationToken) => RunAsync(shell, parsed.GetValue(file)!, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string path, CancellationToken cancellationToken)
    {
        var recorded = await ReadAsync(path, cancellationToken);
        if (recorded.Count == 0)
            throw new CliException($"{path} holds no events.");
        if (File.ReadLines(path).Count(line => !string.IsNullOrWhiteSpace(line)) > recorded.Count)
            await shell.Error.WriteLineAsync("The last line was cut off while it was written, and is left out.");
        var replay = Replay.Run(recorded);
        if (replay.Divergence is not { } divergence)
        {
            var calls = recorded.OfType<ToolCallRequested>().Count();
            var turns = recorded.OfType<TurnStarted>().Count();
            await shell.Output.WriteLineAsync($"{Counted.Of(replay.Alike, "event")} replayed alike: {Counted.Of(turns, "turn")}, {Counted.Of(calls, "call")}.");
            return ExitCodes.Done;
        }
        await shell.Output.WriteLineAsync($"Diverges at event {divergence.Seq} of {recorded.Count}: {divergence.Why}");
        await shell.Output.WriteLineAsync($"  recorded  {divergence.Recorded ?? "nothing"}");
        await shell.Output.WriteLineAsync($"  replayed  {divergence.Decided ?? "nothing"}");
        return ExitCodes.Failed;
    }

    private static async Task<IReadOnlyList<ConversationEvent>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ConversationFile.ReadAsync(path, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CliException($"{path} cannot be read: {exception.Message}");
        }
        catch (FormatException exception)
        {
            throw new CliException($"{path} is not a recorded conversation. {exception.Message}");
        }
    }
}
