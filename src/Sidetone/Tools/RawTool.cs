using System.Text.Json;
using Sidetone.Tools.Arguments;

namespace Sidetone.Tools;

/// <summary>A tool that is a schema and a handler of JSON.</summary>
internal sealed class RawTool : Tool
{
    private readonly SchemaArguments _arguments;
    private readonly Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> _handler;

    private RawTool(
        ToolDeclaration declaration,
        SchemaArguments arguments,
        Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler)
        : base(declaration)
    {
        _arguments = arguments;
        _handler = handler;
    }

    public static RawTool Of(
        string name,
        string description,
        JsonElement schema,
        Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler,
        ToolPolicy? policy)
    {
        var arguments = SchemaArguments.Of(name, schema);
        var declaration = new ToolDeclaration
        {
            Name = name,
            Description = description,
            Schema = arguments.Schema,
            Policy = policy ?? ToolPolicy.Default,
        };
        return new(declaration, arguments, handler);
    }

    public static JsonElement Parse(string name, string schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        try
        {
            return JsonElement.Parse(schema);
        }
        catch (JsonException e)
        {
            throw new ArgumentException($"The schema of tool '{name}' is not JSON: {e.Message}", nameof(schema), e);
        }
    }

    protected internal override BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors) =>
        _arguments.Bind(arguments, errors) is { } valid ? new Call(_handler, valid) : null;

    private sealed class Call(Func<JsonElement, RunContext, CancellationToken, ValueTask<ToolResult>> handler, ValidArguments arguments) : BoundCall
    {
        public override ValueTask<ToolResult> InvokeAsync(RunContext run) => handler(arguments.Value, run, run.CancellationToken);

        public override void WriteArguments(Utf8JsonWriter writer) => writer.WriteRawValue(arguments.Canonical, skipInputValidation: true);
    }
}
