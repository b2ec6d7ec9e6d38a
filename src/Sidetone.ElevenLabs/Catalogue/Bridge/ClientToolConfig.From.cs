namespace Sidetone.ElevenLabs.Catalogue;

public sealed partial class ClientToolConfig
{
    /// <summary>How much longer than the tool the platform waits: a call that ran out of time is told so by us, with what that means, before
    /// the platform gives up without knowing whether it took effect.</summary>
    private static readonly TimeSpan s_answerMargin = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(120);

    /// <summary>A tool of ours as the platform stores it.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>Its name, description and arguments; <see cref="ExpectsResponse"/> where it returns something; a
    /// <see cref="ToolConfig.ResponseTimeout"/> of the tool's timeout and 3 seconds, in which we can say that it ran out;
    /// <see cref="ToolConfig.Interruption"/> off while it runs where the tool is <see cref="OnInterruption.Protect"/>;
    /// <see cref="ToolExecutionMode.Async"/> where it may run for longer than the 120 seconds that the platform lets a conversation wait.</returns>
    /// <exception cref="ToolSchemaException">It takes something that the platform's schemas cannot say; the message names the argument.</exception>
    /// <remarks>Limits of arguments go into their descriptions, since the platform's schemas have none; the tool holds them all the same.</remarks>
    public static ClientToolConfig From(Tool tool) => From(tool, out _);

    /// <param name="tool">The tool.</param>
    /// <param name="unsaid">The arguments that it does not describe: what the platform says of them is no difference.</param>
    internal static ClientToolConfig From(Tool tool, out IReadOnlySet<string> unsaid)
    {
        ArgumentNullException.ThrowIfNull(tool);
        (var arguments, unsaid) = SchemaDialect.Of(tool.Name, tool.AsDeclaration().JsonSchema);
        var config = new ClientToolConfig(tool.Name, tool.Description) { Parameters = arguments };
        config.ExpectsResponse = tool.Declaration.HasResult;
        config.ResponseTimeout = WaitFor(tool);
        if (IsLong(tool))
            config.ExecutionMode = ToolExecutionMode.Async;
        if (tool.Policy.Interruption == OnInterruption.Protect)
            config.Interruption = InterruptionMode.DisableDuringTool;
        return config;
    }

    /// <summary>This stored tool, brought in step with ours: what our code does not speak of (sounds, assignments, dynamic variables, values
    /// that the platform fills in, guards of an argument, what is not known here) stays. A handler without a schema does not speak of arguments.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>A copy; this one is not changed.</returns>
    /// <exception cref="ToolSchemaException">It takes something that the platform's schemas cannot say; the message names the argument.</exception>
    public ClientToolConfig UpdatedFrom(Tool tool)
    {
        var wanted = From(tool, out var unsaid);
        var config = (ClientToolConfig)Copy();
        config.Name = wanted.Name;
        var isSaid = ToolComparison.SaysWhatItTakes(tool);
        if (isSaid || wanted.Description.Length > 0)
            config.Description = wanted.Description;
        if (isSaid && (wanted.Parameters ?? config.Parameters) is not null)
            config.Parameters = new SchemaMerge(unsaid).Of(wanted.Parameters, config.Parameters);
        if (config.ExpectsResponse != wanted.ExpectsResponse)
            config.ExpectsResponse = wanted.ExpectsResponse;
        if (!ToolComparison.WaitsLongEnough(config, tool))
            config.ResponseTimeout = wanted.ResponseTimeout;
        if (wanted.ExecutionMode != ToolExecutionMode.Immediate)
            config.ExecutionMode = wanted.ExecutionMode;
        if (tool.Policy.Interruption == OnInterruption.Protect && config.Interruption == InterruptionMode.Allow)
            config.Interruption = wanted.Interruption;
        return config;
    }

    /// <summary>How long the platform should wait for a tool. To wait for ever is allowed only for an answer, and ours comes: the tool has its own end.</summary>
    internal static TimeSpan WaitFor(Tool tool) =>
        IsLong(tool)
            ? tool.Declaration.HasResult ? Timeout.InfiniteTimeSpan : s_longest
            : TimeSpan.FromSeconds(Math.Min(Math.Ceiling((tool.Policy.Timeout + s_answerMargin).TotalSeconds), s_longest.TotalSeconds));

    private static bool IsLong(Tool tool) => tool.Policy.Timeout == Timeout.InfiniteTimeSpan || tool.Policy.Timeout > s_longest;
}
