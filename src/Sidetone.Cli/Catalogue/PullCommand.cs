using System.CommandLine;

namespace Sidetone.Cli.Catalogue;

/// <summary><c>sidetone tools pull</c>: an agent's client tools as C# to start from.</summary>
internal static class PullCommand
{
    public static Command Create(Shell shell)
    {
        var agent = new AgentSide(shell);
        var space = new Option<string?>("--namespace") { Description = "The namespace. Default: none.", HelpName = "NAME" };
        var className = new Option<string>("--class") { Description = "The class.", HelpName = "NAME", DefaultValueFactory = static _ => "AgentTools" };
        var output = new Option<string?>("--output") { Description = "Write this file. Default: standard output.", HelpName = "FILE" };
        var force = new Option<bool>("--force") { Description = "Write the file even if there is one." };
        var command = new Command("pull", "Write the client tools of an ElevenLabs agent as C# to start from. Exit codes: 0 written, 1 something was left out, or the file is there already, 2 asked wrongly, 3 the platform refused or did not answer.") { space, className, output, force };
        command.SetAction((parsed, cancellationToken) =>
        {
            var (name, within, path) = (parsed.GetValue(className)!, parsed.GetValue(space), parsed.GetValue(output));
            if (!IsName(name))
                throw new CliException($"--class: '{name}' is no name of a C# class.", ExitCodes.Usage);
            if (within is not null && !within.Split('.').All(IsName))
                throw new CliException($"--namespace: '{within}' is no C# namespace.", ExitCodes.Usage);
            if (path is not null && File.Exists(path) && !parsed.GetValue(force))
                throw new CliException($"{path} is there already. --force writes over it.");
            return agent.AskAsync(parsed, async client =>
            {
                var stored = await AgentSide.ToolsAsync(client, agent.AgentOf(parsed), cancellationToken);
                if (stored.Count == 0)
                    throw new CliException($"{agent.AgentOf(parsed)} has no client tools.");
                return await WriteAsync(shell, ToolStubs.Of(stored, name, within), path, parsed.GetValue(force), cancellationToken);
            });
        });
        return agent.On(command);
    }

    private static bool IsName(string name) => CSharpName.IsIdentifier(name) && CSharpName.Escape(name) == name;

    private static async Task<int> WriteAsync(Shell shell, ToolStubs stubs, string? path, bool force, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            await shell.Output.WriteAsync(stubs.Source.AsMemory(), cancellationToken);
        }
        else
        {
            try
            {
                await using var file = new StreamWriter(new FileStream(path, force ? FileMode.Create : FileMode.CreateNew));
                await file.WriteAsync(stubs.Source.AsMemory(), cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CliException($"{path} cannot be written: {exception.Message}");
            }
        }
        foreach (var left in stubs.Left)
            await shell.Error.WriteLineAsync($"left out  {left}");
        return stubs.Left.Count == 0 ? ExitCodes.Done : ExitCodes.Failed;
    }
}
