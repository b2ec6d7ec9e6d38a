using System.Text;
using System.Text.Json;
using Sidetone.Tools;

namespace Sidetone.Tests;

/// <summary>A tool of a test: any object of arguments, a handler, and perhaps an undo and secrets.</summary>
internal sealed class TestTool(
    string name,
    Func<JsonElement, RunContext, ValueTask<ToolResult>> run,
    ToolPolicy? policy = null,
    Func<RunContext, ValueTask<ToolResult>>? undo = null,
    IReadOnlyList<string>? sensitive = null)
    : Tool(new ToolDeclaration
    {
        Name = name,
        Schema = Encoding.UTF8.GetBytes("""{"type":"object"}"""),
        Policy = policy ?? ToolPolicy.Default,
        HasUndo = undo is not null,
        Sensitive = sensitive ?? [],
    })
{
    public static TestTool Returns(string name, string text, ToolPolicy? policy = null) => new(name, (_, _) => new(ToolResult.Text(text)), policy);

    protected internal override BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors)
    {
        using var document = JsonDocument.Parse(arguments);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException();
        return new Bound(document.RootElement.Clone(), run, undo);
    }

    private sealed class Bound(JsonElement arguments, Func<JsonElement, RunContext, ValueTask<ToolResult>> run, Func<RunContext, ValueTask<ToolResult>>? undo) : BoundCall
    {
        public override ValueTask<ToolResult> InvokeAsync(RunContext context) => run(arguments, context);

        public override ValueTask<ToolResult> UndoAsync(RunContext context) => undo!(context);

        public override void WriteArguments(Utf8JsonWriter writer) => arguments.WriteTo(writer);
    }
}
