using System.CommandLine;
using System.Text.Json.Nodes;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Catalogue;

/// <summary><c>sidetone tools diff</c>: what is stored against what the code would store.</summary>
internal static class DiffCommand
{
    public static Command Create(Shell shell)
    {
        var (ours, agent) = (new ToolSource(), new AgentSide(shell));
        var command = new Command("diff", "Show what an ElevenLabs agent has (-) against what the code would store (+). Exit codes as of check.");
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
        // A tool has one difference here, however many mismatches.
        foreach (var mismatch in difference.Mismatches.DistinctBy(mismatch => mismatch.Stored?.Id ?? mismatch.ToolName))
        {
            var isOurs = mismatch.Tool is not null;
            await WriteAsync(shell, $"--- {(mismatch.Stored is { } stored ? $"{agent} {stored.Name} ({stored.Id})" : "nothing")}");
            await WriteAsync(shell, $"+++ {(isOurs ? $"code {mismatch.ToolName}" : "nothing")}");
            try
            {
                foreach (var line in JsonLines.Difference(JsonLines.Of(mismatch.Stored?.Config.Json), JsonLines.Of(Wanted(mismatch))))
                    await WriteAsync(shell, line);
            }
            catch (ToolSchemaException unsupported)
            {
                await shell.Output.WriteLineAsync(unsupported.Message);
            }
        }
        return difference.IsEmpty ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static JsonObject? Wanted(ToolMismatch mismatch) =>
        mismatch.Tool is not { } tool ? null : (mismatch.Stored?.Config is ClientToolConfig config ? config.UpdatedFrom(tool) : ClientToolConfig.From(tool)).Json;

    private static Task WriteAsync(Shell shell, string line)
    {
        var colour = line[0] switch { '-' => "\e[31m", '+' => "\e[32m", '@' => "\e[36m", _ => null };
        return shell.Output.WriteLineAsync(colour is null || !shell.IsInteractive || shell.Variable("NO_COLOR") is { Length: > 0 } ? line : $"{colour}{line}\e[0m");
    }
}
