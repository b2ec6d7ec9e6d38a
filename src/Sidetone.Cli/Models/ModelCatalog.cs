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
            ("offline", "") when baseUrl is null => new(
                new OfflineModel(shell.Time) { WordDelay = shell.IsInteractive ? s_spoken : TimeSpan.Zero },
                "offline model (matches words; try --model openai:NAME)"),
            ("offline", _) => throw new CliException("The offline model takes neither a name nor --base-url. Did you mean --model openai:NAME?", ExitCodes.Usage),
            _ => throw new CliException($"There is no model '{name}'. Use offline, openai:NAME or anthropic:NAME.", ExitCodes.Usage),
        };
    }
}
