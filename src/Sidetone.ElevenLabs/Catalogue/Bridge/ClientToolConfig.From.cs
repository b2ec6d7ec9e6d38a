using System.Text.Json.Nodes;

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
    public static ClientToolConfig From(Tool tool)
    {
        ArgumentNullException.ThrowIfNull(tool);
        var config = new ClientToolConfig(tool.Name, tool.Description) { Parameters = SchemaDialect.Of(tool.Name, tool.AsDeclaration().JsonSchema) };
        config.ExpectsResponse = tool.Declaration.HasResult;
        config.ResponseTimeout = WaitFor(tool);
        if (IsLong(tool))
            config.ExecutionMode = ToolExecutionMode.Async;
        if (tool.Policy.Interruption == OnInterruption.Protect)
            config.Interruption = InterruptionMode.DisableDuringTool;
        return config;
    }

    /// <summary>This stored tool, brought in step with ours: what our code does not speak of (sounds, assignments, dynamic variables, values
    /// that the platform fills in, what is not known here) stays.</summary>
    /// <param name="tool">The tool.</param>
    /// <returns>A copy; this one is not changed.</returns>
    /// <exception cref="ToolSchemaException">It takes something that the platform's schemas cannot say; the message names the argument.</exception>
    public ClientToolConfig UpdatedFrom(Tool tool)
    {
        var wanted = From(tool);
        var config = (ClientToolConfig)Copy();
        config.Name = wanted.Name;
        config.Description = wanted.Description;
        var parameters = wanted.Parameters ?? new();
        Keep(config.Parameters, parameters);
        config.Parameters = parameters.Properties.Count > 0 ? parameters : null;
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

    // A value that the platform fills in is its own affair, be the argument known here or not.
    private static void Keep(ObjectSchema? stored, ObjectSchema wanted)
    {
        if (stored is null)
            return;
        var properties = stored.Properties;
        foreach (var (name, had) in properties.Where(property => !property.Value.IsFromModel && !wanted.Properties.ContainsKey(property.Key)))
            wanted.Add(name, had, stored.Required.Contains(name));
        foreach (var (name, property) in wanted.Properties)
        {
            if (!properties.TryGetValue(name, out var had))
                continue;
            if (!had.IsFromModel && had.Type == property.Type)
                ((JsonObject)wanted.Json["properties"]!)[name] = had.Json.DeepClone();
            else if (had is ObjectSchema hadObject && property is ObjectSchema wantedObject)
                Keep(hadObject, wantedObject);
        }
    }
}
