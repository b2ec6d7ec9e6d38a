using System.Text;
using System.Text.Json;
using Sidetone.Tools;

namespace Sidetone.Testing.Tests;

/// <summary>A tool written out by hand: every parameter is a required string, or a number where its name says quantity.</summary>
internal sealed class HandMadeTool(
    string name, string[] parameters, Func<JsonElement, RunContext, ValueTask<ToolResult>> run, ToolPolicy? policy = null, Action? undo = null)
    : Tool(new ToolDeclaration { Name = name, Schema = Schema(parameters), Policy = policy ?? ToolPolicy.Default, HasUndo = undo is not null })
{
    public HandMadeTool(string name, string[] parameters, ToolResult result, ToolPolicy? policy = null)
        : this(name, parameters, (_, _) => new(result), policy)
    {
    }

    protected internal override BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors)
    {
        using var document = JsonDocument.Parse(arguments);
        var root = document.RootElement.Clone();
        if (root.ValueKind != JsonValueKind.Object)
            throw new JsonException();
        foreach (var parameter in parameters)
        {
            var kind = parameter == "quantity" ? JsonValueKind.Number : JsonValueKind.String;
            if (!root.TryGetProperty(parameter, out var value) || value.ValueKind != kind)
                errors.Add(parameter, $"must be a {kind}".ToLowerInvariant());
        }
        return errors.Count > 0 ? null : new Bound(root, run, undo);
    }

    private static byte[] Schema(string[] parameters)
    {
        var properties = parameters.Select(parameter => $"\"{parameter}\":{{\"type\":\"{(parameter == "quantity" ? "integer" : "string")}\"}}");
        return Encoding.UTF8.GetBytes($"{{\"type\":\"object\",\"properties\":{{{string.Join(',', properties)}}}}}");
    }

    private sealed class Bound(JsonElement arguments, Func<JsonElement, RunContext, ValueTask<ToolResult>> run, Action? undo) : BoundCall
    {
        public override ValueTask<ToolResult> InvokeAsync(RunContext context) => run(arguments, context);

        public override ValueTask<ToolResult> UndoAsync(RunContext context)
        {
            undo?.Invoke();
            return new(ToolResult.Nothing);
        }

        public override void WriteArguments(Utf8JsonWriter writer) => arguments.WriteTo(writer);
    }
}
