using Microsoft.Extensions.DependencyInjection;
using Sidetone.Cli.Chat.Live;
using Sidetone.Cli.Demo;
using Sidetone.Cli.Models;
using Sidetone.Conversations;

namespace Sidetone.Cli.Chat;

/// <summary>A chat from its first line to its last.</summary>
internal static class ChatProgram
{
    public static async Task<int> RunAsync(Shell shell, ChatSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Json || settings.Say.Count > 0)
            shell = shell with { IsInteractive = false };
        using var model = ModelCatalog.Create(settings.Model, Address(settings.BaseUrl), shell);
        using var book = new OrderBook(shell.Time, settings.Data);
        await using var services = new ServiceCollection().AddSingleton(book).BuildServiceProvider();
        await using var file = settings.Record is { } path ? Record(path) : null;
        await using var session = new AgentSession(model.Client, new DeskAgent { Tools = DeskAgent.AllTools }, services, new()
        {
            Log = file,
            Limits = new() { ModelTimeout = settings.Timeout },
            Time = shell.Time,
            LoggerFactory = settings.Verbose ? new ErrorLog(shell.Error) : null,
        });
        if (shell.IsInteractive)
        {
            await new LiveChat(shell, session, model).RunAsync(Banner.Lines(model, DeskAgent.AllTools, Math.Max(40, Screen.WidthOf(Console.WindowWidth))), cancellationToken);
            return ExitCodes.Done;
        }
        IChatView view = settings.Json ? new JsonView(shell.Output) : new PlainView(shell.Output);
        if (!settings.Json)
            await shell.Output.WriteLineAsync(Banner.FirstLine(model, DeskAgent.AllTools));
        await new ScriptedChat(session, view, model).RunAsync(Lines(shell, settings), settings.TalkOver, cancellationToken);
        return ExitCodes.Done;
    }

    private static async IAsyncEnumerable<string> Lines(Shell shell, ChatSettings settings)
    {
        foreach (var text in settings.Say)
            yield return text;
        while (settings.Say.Count == 0 && await shell.Input.ReadLineAsync() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                yield return line.Trim();
        }
    }

    private static Uri? Address(string? text) => text is null ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new CliException($"--base-url must be an address such as http://localhost:11434/v1, not '{text}'.", ExitCodes.Usage);

    private static FileLog Record(string path)
    {
        try
        {
            return new FileLog(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CliException($"{path} cannot be written: {exception.Message}");
        }
    }
}
