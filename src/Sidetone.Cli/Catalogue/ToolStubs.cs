using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sidetone.ElevenLabs.Catalogue;
using Sidetone.Tools;

namespace Sidetone.Cli.Catalogue;

/// <summary>Stored client tools as C# that a person starts from.</summary>
internal sealed partial class ToolStubs
{
    private readonly HashSet<string> _taken;
    private readonly HashSet<string> _written = [];
    private readonly StubTypes _types;

    private ToolStubs(string className)
    {
        _taken = [className, "Tools", "From", "ToString", "Equals", "ReferenceEquals", "GetHashCode", "GetType", "Finalize", "MemberwiseClone"];
        _types = new(_taken);
    }

    /// <summary>What could not be written, and why.</summary>
    public List<string> Left { get; } = [];

    public string Source { get; private set; } = "";

    public static ToolStubs Of(IEnumerable<StoredTool> stored, string className, string? space)
    {
        var stubs = new ToolStubs(className);
        var methods = stored.Select(tool => tool.Config).OfType<ClientToolConfig>().Select(stubs.Method).OfType<string>().ToList();
        var body = string.Join('\n', methods) + stubs._types.Declarations;
        stubs.Source = $"""
            #nullable enable
            using System.Collections.Generic;
            using System.ComponentModel;
            using System.Text.Json;
            using System.Text.Json.Serialization;
            using Sidetone;
            {(space is null ? "" : $"\nnamespace {space};\n")}
            public sealed partial class {className}
            {"{"}
            {body.TrimEnd('\n')}
            {"}"}

            """.ReplaceLineEndings("\n");
        return stubs;
    }

    private string? Method(ClientToolConfig config)
    {
        if (!ToolDeclaration.IsName(config.Name))
        {
            Left.Add($"'{config.Name}': a tool's name has letters, digits, _ and - only, at most 64");
            return null;
        }
        if (!_written.Add(config.Name))
        {
            Left.Add($"'{config.Name}': the agent has another tool of this name; detach one");
            return null;
        }
        var method = CSharpName.Unique(CSharpName.Pascal(config.Name), _taken);
        var description = config.Description.Trim().Length > 0 ? config.Description : config.Name;
        var comments = new StringBuilder(StubDescription.Comment("summary", description, "    "));
        var parameters = new List<string>();
        foreach (var (name, schema, isRequired) in StubTypes.Given(config.Parameters))
        {
            if (!CSharpName.IsIdentifier(name))
            {
                Left.Add($"{config.Name}: its argument '{name}' cannot be the name of a C# parameter; rename it on the platform");
                continue;
            }
            comments.Append(StubDescription.Comment($"param name=\"{name}\"", schema.Description, "    "));
            parameters.Add($"{StubDescription.Attribute(schema.Description, " ")}{_types.Of(schema, method + CSharpName.Pascal(name))}{(isRequired ? "" : "?")} {CSharpName.Escape(name)}{(isRequired ? "" : " = null")}");
        }
        var settings = Settings(config, method).ToList();
        var refusal = CSharpName.Literal($"{config.Name} is not written yet.");
        return $"""
            {comments}    {StubDescription.Attribute(description, "\n    ")}[Tool{(settings.Count > 0 ? $"({string.Join(", ", settings)})" : "")}]
                public {(config.ExpectsResponse ? "string" : "void")} {method}({string.Join(", ", parameters)}) =>
                    throw new ToolException({refusal});

            """;
    }

    private static IEnumerable<string> Settings(ClientToolConfig config, string method)
    {
        if (!PlainName().IsMatch(config.Name) || config.Name.EndsWith("_async", StringComparison.Ordinal) || method != CSharpName.Pascal(config.Name))
            yield return $"Name = \"{config.Name}\"";
        // The platform waits 3 seconds longer than the tool may take: 30 seconds, where it says nothing.
        var waits = config.ResponseTimeout;
        if (waits == Timeout.InfiniteTimeSpan)
            yield return "TimeoutSeconds = double.PositiveInfinity";
        else if (waits.TotalSeconds is < 30 or > 33)
            yield return $"TimeoutSeconds = {Math.Max(waits.TotalSeconds - 3, 1).ToString(CultureInfo.InvariantCulture)}";
        if (config.Interruption == InterruptionMode.DisableDuringTool)
            yield return "Interruption = OnInterruption.Protect";
    }

    // What the method's name in snake_case gives back; the others are named.
    [GeneratedRegex("^[a-z][a-z0-9]+(_[a-z][a-z0-9]+)*\\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex PlainName();
}
