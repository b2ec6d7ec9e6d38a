using System.CommandLine;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Catalogue;

/// <summary><c>sidetone tools check</c>: a line for each mismatch.</summary>
internal static class CheckCommand
{
    public static Command Create(Shell shell)
    {
        var (ours, agent) = (new ToolSource(), new AgentSide(shell));
        var command = new Command("check", "Say how the tools and those of an ElevenLabs agent differ, a line each. Exit codes: 0 in step, 1 they differ, 2 asked wrongly, 3 the platform refused or did not answer.");
        command.SetAction((parsed, cancellationToken) =>
        {
            var tools = ours.Of(parsed);
            return agent.AskAsync(parsed, client => RunAsync(shell, client, agent.AgentOf(parsed), tools, cancellationToken));
        });
        return ours.On(agent.On(command));
    }

    private static async Task<int> RunAsync(Shell shell, ElevenLabsClient client, AgentBranch agent, IReadOnlyList<Tool> tools, CancellationToken cancellationToken)
    {
        var difference = CatalogueDifference.Between(tools, await AgentSide.ToolsAsync(client, agent, cancellationToken));
        if (difference.IsEmpty)
        {
            await shell.Output.WriteLineAsync($"{Counted.Of(tools.Count, "tool")} in step with {agent}.");
            return ExitCodes.Done;
        }
        var isMissing = difference.Mismatches.Any(mismatch => mismatch.Kind == MismatchKind.Missing);
        var workspace = isMissing ? await AgentSide.WorkspaceAsync(client, cancellationToken) : [];
        foreach (var mismatch in difference.Mismatches)
        {
            var line = mismatch.Kind == MismatchKind.Missing && workspace.TryGetValue(mismatch.ToolName, out var stored)
                ? $"{mismatch.ToolName}: stored as {stored.Id}, but not attached to the agent, which never calls it"
                : mismatch.ToString();
            await shell.Output.WriteLineAsync((mismatch.IsBreaking ? "error    " : "warning  ") + line.ReplaceLineEndings(" "));
        }
        var count = Counted.Of(difference.Mismatches.Count, "difference");
        var extra = difference.Mismatches.Count(mismatch => mismatch.Kind == MismatchKind.Extra);
        var remedy = extra == 0 ? "brings it in step."
            : extra == difference.Mismatches.Count ? "takes what the code does not have from the agent with --delete-extra only."
            : "brings it in step, and takes what the code does not have from the agent with --delete-extra only.";
        await shell.Output.WriteLineAsync($"{count} from {agent}. 'sidetone tools push' {remedy}");
        return ExitCodes.Failed;
    }
}
