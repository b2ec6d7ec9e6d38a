using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Compares one tool of ours with the platform's.</summary>
internal static class ToolComparison
{
    public static IEnumerable<ToolMismatch> Between(Tool tool, StoredTool stored)
    {
        var config = (ClientToolConfig)stored.Config;
        ClientToolConfig? wanted = null;
        IReadOnlySet<string>? unsaid = null;
        ToolSchemaException? unsupported = null;
        try
        {
            wanted = ClientToolConfig.From(tool, out unsaid);
        }
        catch (ToolSchemaException exception)
        {
            unsupported = exception;
        }

        ToolMismatch Mismatch(MismatchKind kind, string message, bool isBreaking, string? path = null) =>
            new(kind, tool.Name, message) { Tool = tool, Stored = stored, IsBreaking = isBreaking, Path = path };

        if (config.Name != tool.Name)
            yield return Mismatch(MismatchKind.Name, $"the agent has it as '{config.Name}'; names must be equal in case and separators", isBreaking: true);
        var isSaid = SaysWhatItTakes(tool);
        if (config.Description.Trim() != tool.Description.Trim() && (isSaid || tool.Description.Length > 0))
            yield return Mismatch(MismatchKind.Description, $"described on the platform as \"{Short(config.Description)}\", here as \"{Short(tool.Description)}\"", isBreaking: false);
        if (unsupported is not null)
            yield return Mismatch(MismatchKind.Unsupported, unsupported.Message, isBreaking: true, unsupported.Path);
        foreach (var (path, message, isBreaking) in wanted is null || !isSaid ? [] : new SchemaComparison(unsaid!).Between(wanted.Parameters, config.Parameters))
            yield return Mismatch(MismatchKind.Schema, message, isBreaking, path);
        if (config.ExpectsResponse != tool.Declaration.HasResult)
        {
            yield return tool.Declaration.HasResult
                ? Mismatch(MismatchKind.ExpectsResponse, "expects_response is off, but it returns something: the agent would not read it", isBreaking: true)
                : Mismatch(MismatchKind.ExpectsResponse, "expects_response is on, but it returns nothing: the agent waits for no more than its end", isBreaking: false);
        }
        if (!WaitsLongEnough(config, tool))
        {
            yield return Mismatch(MismatchKind.Timeout,
                $"the platform waits {Seconds(config.ResponseTimeout)} for it, and it may take {Seconds(tool.Policy.Timeout)}: {Seconds(ClientToolConfig.WaitFor(tool))} would be right",
                isBreaking: config.ExpectsResponse && IsShorter(config.ResponseTimeout, tool.Policy.Timeout));
        }
        if (tool.Policy.Interruption == OnInterruption.Protect && config.Interruption == InterruptionMode.Allow)
            yield return Mismatch(MismatchKind.Interruption, "the platform lets the caller interrupt it, and it is protected here: disable_during_tool would be right", isBreaking: false);
    }

    /// <summary>Exactly the tool's time, or up to the margin longer. Shorter cuts it off; longer only drifts.</summary>
    public static bool WaitsLongEnough(ClientToolConfig stored, Tool tool)
    {
        // Nobody chose a time for a bare handler.
        if (!SaysWhatItTakes(tool) && tool.Policy.Timeout == ToolPolicy.Default.Timeout)
            return true;
        var wanted = ClientToolConfig.WaitFor(tool);
        if (wanted == Timeout.InfiniteTimeSpan || stored.ResponseTimeout == Timeout.InfiniteTimeSpan)
            return wanted == stored.ResponseTimeout;
        var least = TimeSpan.FromSeconds(Math.Min(Math.Ceiling(tool.Policy.Timeout.TotalSeconds), wanted.TotalSeconds));
        return stored.ResponseTimeout >= least && stored.ResponseTimeout <= wanted;
    }

    /// <summary>False for a handler of whatever arguments come, which are the agent's affair then.</summary>
    public static bool SaysWhatItTakes(Tool tool) =>
        tool.JsonSchema.TryGetProperty("properties"u8, out _) || tool.JsonSchema.EnumerateObject().Any(keyword => keyword.Name is not ("type" or "$schema" or "title" or "description"));

    /// <summary>Equal but for case and separators.</summary>
    public static bool IsNearly(string a, string b) => Fold(a) == Fold(b);

    private static string Fold(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static bool IsShorter(TimeSpan a, TimeSpan b) => a != Timeout.InfiniteTimeSpan && (b == Timeout.InfiniteTimeSpan || a < b);

    private static string Seconds(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? "for ever" : $"{time.TotalSeconds:0.#} s";

    internal static string Short(string text) => Excerpt.Of(text, maxLength: 79);
}
