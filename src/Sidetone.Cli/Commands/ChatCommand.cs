using System.CommandLine;
using System.Globalization;
using Sidetone.Cli.Chat;

namespace Sidetone.Cli.Commands;

/// <summary><c>sidetone chat</c>.</summary>
internal static class ChatCommand
{
    public static Command Create(Shell shell, Option<bool> verbose)
    {
        var say = new Option<string[]>("--say") { Description = "Say this instead of reading lines. Can be repeated.", HelpName = "TEXT" };
        var model = new Option<string>("--model") { Description = "offline, openai:NAME or anthropic:NAME.", HelpName = "MODEL", DefaultValueFactory = static _ => "offline" };
        var baseUrl = new Option<string?>("--base-url") { Description = "The address of a compatible server, e.g. http://localhost:11434/v1.", HelpName = "URL" };
        var json = new Option<bool>("--json") { Description = "Print the conversation's events, one JSON object a line." };
        var record = new Option<string?>("--record") { Description = "Write the conversation to a file, for sidetone replay.", HelpName = "FILE" };
        var data = new Option<string?>("--data") { Description = "Keep the order book in this file. Default: in memory, new each time.", HelpName = "FILE" };
        var talkOver = new Option<bool>("--talk-over") { Description = "A line that comes while the agent works interrupts it, from a pipe too." };
        var timeout = new Option<double>("--timeout") { Description = "How long the model may take for one answer, in seconds.", HelpName = "SECONDS", DefaultValueFactory = static _ => 120 };
        timeout.Validators.Add(result =>
        {
            if (result.Tokens is [var given] && !(double.TryParse(given.Value, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 3600))
                result.AddError("--timeout must be above 0 and at most 3600 seconds.");
        });
        var command = new Command("chat", "Talk to an agent that calls tools: in a terminal, with --say, or through a pipe.")
        {
            say, model, baseUrl, json, record, data, talkOver, timeout,
        };
        command.SetAction((parsed, cancellationToken) => ChatProgram.RunAsync(
            shell,
            new()
            {
                Say = parsed.GetValue(say) ?? [],
                Model = parsed.GetValue(model)!,
                BaseUrl = parsed.GetValue(baseUrl),
                Json = parsed.GetValue(json),
                Record = parsed.GetValue(record),
                Data = parsed.GetValue(data),
                TalkOver = parsed.GetValue(talkOver),
                Timeout = TimeSpan.FromSeconds(parsed.GetValue(timeout)),
                Verbose = parsed.GetValue(verbose),
            },
            cancellationToken));
        return command;
    }
}
