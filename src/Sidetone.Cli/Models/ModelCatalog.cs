using Sidetone.OpenAI;

namespace Sidetone.Cli.Models;

/// <summary>Finds the model that <c>--model</c> names.</summary>
internal static class ModelCatalog
{
    // Slow enough to be read along, and to be interrupted.
    private static readonly TimeSpan s_spoken = TimeSpan.FromMilliseconds(35);

    public static Model Create(string name, Uri? baseUrl, Shell shell)
    {
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var (maker, model) = colon < 0 ? (name, "") : (name[..colon], name[(colon + 1)..]);
        return (maker, model) switch
        {
            ("offline", "") when baseUrl is null => Offline(shell),
            ("offline", _) => throw new CliException("The offline model takes neither a name nor --base-url. Did you mean --model openai:NAME?", ExitCodes.Usage),
            ("openai", { Length: > 0 }) => OpenAI(model, baseUrl, shell),
            ("anthropic", { Length: > 0 }) => AnthropicModel.Create(model, baseUrl, shell),
            ("openai" or "anthropic", "") => throw new CliException($"Which model of {maker}? Use --model {maker}:NAME.", ExitCodes.Usage),
            _ => throw new CliException($"There is no model '{name}'. Use offline, openai:NAME or anthropic:NAME.", ExitCodes.Usage),
        };
    }

    /// <summary>A key from its variable.</summary>
    /// <param name="variable">The variable's name.</param>
    /// <param name="isOptional">A server of one's own may want none.</param>
    /// <param name="shell">Where variables come from.</param>
    public static string? Key(string variable, bool isOptional, Shell shell)
    {
        var key = shell.Variable(variable)?.Trim();
        return !string.IsNullOrEmpty(key) ? key
            : isOptional ? null
            : throw new CliException($"{variable} is not set. Put the key there, or leave --model out for the offline model.", ExitCodes.Usage);
    }

    private static Model Offline(Shell shell) => new(
        new OfflineModel(shell.Time) { WordDelay = shell.IsInteractive ? s_spoken : TimeSpan.Zero },
        "offline model (matches words; try --model openai:NAME)");

    private static Model OpenAI(string model, Uri? baseUrl, Shell shell)
    {
        var client = new OpenAIChatClient(new OpenAIChatClientOptions { Model = model, ApiKey = Key("OPENAI_API_KEY", isOptional: baseUrl is not null, shell), BaseUrl = baseUrl });
        return new(client, $"{model}{(baseUrl is null ? "" : $" at {baseUrl.Authority}")}") { Describe = OpenAIChatClient.Describe };
    }
}
