using System.Text.Json;
using Sidetone.Tools;

namespace Sidetone.Testing;

/// <summary>A tool that a mock may stand in for at any time: it binds as ever, and decides when it runs.</summary>
internal sealed class MockableTool(Tool inner, Func<string, MockTool?> find) : Tool(inner.Declaration)
{
    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        base.GetService(serviceType, serviceKey) ?? inner.GetService(serviceType, serviceKey);

    protected internal override BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors) =>
        inner.Bind(arguments, errors) is { } bound ? new MockableCall(this, bound) : null;

    private MockTool? Find() => find(Name);

    private sealed class MockableCall(MockableTool tool, BoundCall bound) : BoundCall
    {
        public override ValueTask<ToolResult> InvokeAsync(RunContext run) =>
            tool.Find() is { } mock ? mock.RunAsync(run) : bound.InvokeAsync(run);

        public override ValueTask<ToolResult> UndoAsync(RunContext run) =>
            tool.Find() is { } mock && run.Undoes is { } undone ? mock.UndoAsync(undone) : bound.UndoAsync(run);

        public override void WriteArguments(Utf8JsonWriter writer) => bound.WriteArguments(writer);
    }
}
