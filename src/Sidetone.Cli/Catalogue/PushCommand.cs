using System.CommandLine;
using Sidetone.ElevenLabs;

namespace Sidetone.Cli.Catalogue;

/// <summary><c>sidetone tools push</c>: says what it would do, asks, and does it.</summary>
internal static class PushCommand
{
    public static Command Create(Shell shell)
    {
        var (ours, agent) = (new ToolSource(), new AgentSide(shell));
        var yes = new Option<bool>("--yes") { Description = "Do it without asking. Without it, and without a terminal, nothing is changed." };
        var extra = new Option<bool>("--delete-extra") { Description = "Detach client tools that the code has not, and delete those that nobody else uses." };
        var command = new Command("push", "Create, update and attach what an ElevenLabs agent lacks. Shows it first, and asks. Exit codes: 0 in step, 1 not (all) done, 2 asked wrongly, 3 the platform refused or did not answer.") { yes, extra };
        command.SetAction((parsed, cancellationToken) =>
        {
            var tools = ours.Of(parsed);
            return agent.AskAsync(parsed, async client =>
            {
                var plan = await PushPlan.MakeAsync(client, agent.AgentOf(parsed), tools, parsed.GetValue(extra), cancellationToken);
                return await RunAsync(shell, client, plan, parsed.GetValue(yes), cancellationToken);
            });
        });
        return ours.On(agent.On(command));
    }

    private static async Task<int> RunAsync(Shell shell, ElevenLabsClient client, PushPlan plan, bool isSure, CancellationToken cancellationToken)
    {
        foreach (var step in plan.Steps)
            await shell.Output.WriteLineAsync($"would {step.Words}");
        foreach (var note in plan.Notes)
            await shell.Output.WriteLineAsync($"note  {note}");
        foreach (var left in plan.Left)
            await shell.Output.WriteLineAsync($"left  {left}");
        if (plan.Steps.Count == 0)
        {
            await shell.Output.WriteLineAsync("Nothing to do.");
            return plan.Left.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
        }
        if (!isSure && !await AskAsync(shell, cancellationToken))
        {
            await shell.Output.WriteLineAsync("Nothing was changed. --yes does it.");
            return ExitCodes.Failed;
        }
        foreach (var (index, step) in plan.Steps.Index())
        {
            try
            {
                await step.RunAsync(client, cancellationToken);
            }
            catch (Exception exception) when (exception is ElevenLabsException or TimeoutException or OperationCanceledException)
            {
                await shell.Error.WriteLineAsync($"Not done: {string.Join("; ", plan.Steps.Skip(index).Select(left => left.Words))}. Run it again: what is done is not done twice.");
                throw;
            }
            await shell.Output.WriteLineAsync($"done  {step.Words}");
        }
        return plan.Left.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static async Task<bool> AskAsync(Shell shell, CancellationToken cancellationToken)
    {
        if (!shell.IsInteractive)
            return false;
        await shell.Output.WriteAsync("Do it? [y/N] ");
        await shell.Output.FlushAsync(cancellationToken);
        return (await shell.Input.ReadLineAsync(cancellationToken))?.Trim().ToUpperInvariant() is "Y" or "YES";
    }
}
