using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Sidetone.Cli.Chat;
using Sidetone.Cli.Commands;

namespace Sidetone.Cli;

/// <summary>The whole command line: one place that turns what went wrong into a line and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args, Shell shell, CancellationToken cancellationToken = default)
    {
        var verbose = new Option<bool>("--verbose") { Description = "Show failures in full, on standard error.", Recursive = true };
        // A RootCommand would be named for its file.
        var root = new Command("sidetone", "Sidetone: tools for voice agents. Exit codes: 0 done, 1 it did not come out, 2 asked wrongly, 3 the model or the platform could not be reached, or refused.")
        {
            ChatCommand.Create(shell, verbose),
            ToolsCommand.Create(shell, verbose),
            ReplayCommand.Create(shell),
            verbose,
            new HelpOption(),
            new VersionOption(),
        };
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { ResponseFileTokenReplacer = null });    // "@Ada, …" is said, and no file
        if (parsed.Errors.Count > 0)
        {
            // That a command is missing follows from one that is not known.
            var problem = parsed.UnmatchedTokens is [var token, ..] ? $"Unrecognized command or argument '{token}'." : parsed.Errors[0].Message;
            await shell.Error.WriteLineAsync($"sidetone: {problem} See {PathOf(parsed.CommandResult)} --help.");
            return ExitCodes.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, Output = shell.Output, Error = shell.Error }, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Failed;
        }
        catch (Exception exception)
        {
            await shell.Error.WriteLineAsync($"sidetone: {OneLine(exception.Message)}");
            if (parsed.GetValue(verbose))
                await shell.Error.WriteLineAsync(exception.ToString());
            return (exception as CliException)?.ExitCode ?? ExitCodes.Failed;
        }
    }

    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "sidetone";

    private static string OneLine(string message) => Printable.OnOneLine(message.ReplaceLineEndings(" ")).Trim();
}
