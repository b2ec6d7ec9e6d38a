using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Sidetone.Cli.Catalogue;
using Sidetone.Cli.Demo;

namespace Sidetone.Cli.Commands;

/// <summary><c>sidetone tools</c>: <c>list</c>, <c>show</c> and <c>call</c> here, and what keeps an agent in step.</summary>
internal static class ToolsCommand
{
    public static Command Create(Shell shell, Option<bool> verbose)
    {
        var name = new Argument<string>("NAME") { Description = "The tool's name." };
        var arguments = new Option<string>("--args") { Description = "The arguments, a JSON object.", HelpName = "JSON", DefaultValueFactory = static _ => "{}" };
        var data = new Option<string?>("--data") { Description = "Keep the order book in this file. Default: in memory, new each time.", HelpName = "FILE" };
        var source = new ToolSource();

        var list = new Command("list", "Name every tool, what it does to the world, and what it is for.");
        list.SetAction((parsed, _) => ListAsync(shell, source.Of(parsed)));
        var show = new Command("show", "Show all that is declared of a tool.") { name };
        show.SetAction(async (parsed, _) => await ShowAsync(shell, await FindAsync(source.Of(parsed), parsed.GetValue(name)!)));
        var call = new Command("call", "Call a tool, and print how it ended and what it said.") { name, arguments, data };
        call.SetAction(async (parsed, cancellationToken) => await CallAsync(
            shell, await FindAsync(source.Of(parsed), parsed.GetValue(name)!), parsed.GetValue(arguments)!, parsed.GetValue(data), parsed.GetValue(verbose), cancellationToken));
        return new Command("tools", "List, show and call tools, and keep an ElevenLabs agent in step with them.")
        {
            source.On(list), source.On(show), source.On(call), CheckCommand.Create(shell), DiffCommand.Create(shell), PushCommand.Create(shell), PullCommand.Create(shell),
        };
    }

    private static async Task<int> ListAsync(Shell shell, IReadOnlyList<Tool> tools)
    {
        var width = tools.Max(t => t.Name.Length);
        foreach (var tool in tools)
            await shell.Output.WriteLineAsync($"{tool.Name.PadRight(width)}  {tool.Policy.Effect,-10}  {tool.Description}");
        return ExitCodes.Done;
    }

    private static async Task<int> ShowAsync(Shell shell, Tool tool)
    {
        var policy = tool.Policy;
        await shell.Output.WriteLineAsync($"""
            {tool.Name}: {tool.Description}
              effect        {policy.Effect}{(tool.Declaration.HasUndo ? ", can be undone" : "")}
              interruption  {policy.Interruption}
              duplicates    {policy.Duplicates}
              timeout       {policy.Timeout.TotalSeconds:0.###} s
              attempts      {policy.MaxAttempts}
              schema
            """);
        await shell.Output.WriteLineAsync(Indent(tool.JsonSchema));
        return ExitCodes.Done;
    }

    private static async Task<int> CallAsync(Shell shell, Tool tool, string arguments, string? data, bool verbose, CancellationToken cancellationToken)
    {
        using var book = new OrderBook(shell.Time, data);
        await using var services = new ServiceCollection().AddSingleton(book).BuildServiceProvider();
        await using var executor = new ToolExecutor([tool], services, new() { Time = shell.Time, LoggerFactory = verbose ? new ErrorLog(shell.Error) : null });
        var result = await executor.CallAsync(tool.Name, arguments, cancellationToken);
        var hint = result.Outcome == Outcome.Faulted && !verbose ? "; --verbose tells why" : "";
        await shell.Error.WriteLineAsync(result.Outcome.Value.Replace('_', ' ') + (result.Reason is null ? "" : $" ({result.Reason})") + hint);
        if (!result.IsNothing)
            await shell.Output.WriteLineAsync(result.Output);
        return result.Outcome == Outcome.Completed ? ExitCodes.Done : result.Outcome == Outcome.InvalidArguments ? ExitCodes.Usage : ExitCodes.Failed;
    }

    private static async Task<Tool> FindAsync(IReadOnlyList<Tool> tools, string name)
    {
        if (tools.FirstOrDefault(t => t.Name == name) is { } found)
            return found;
        // A model that misspells a name is told the nearest one, and so are people.
        await using var executor = new ToolExecutor(tools);
        var unknown = (await executor.CallAsync(name, "{}")).Output;
        throw new CliException(unknown.EndsWith('?') ? unknown : $"There is no tool called '{name}'. sidetone tools list names all.", ExitCodes.Usage);
    }

    private static string Indent(JsonElement json)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Indented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            json.WriteTo(writer);
        return "    " + System.Text.Encoding.UTF8.GetString(stream.ToArray()).ReplaceLineEndings("\n    ");
    }
}
