using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>A bound call of a delegate.</summary>
[RequiresUnreferencedCode("Reflects over the delegate.")]
[RequiresDynamicCode("Reflects over the delegate.")]
internal sealed class DelegateCall(DelegateHandler handler, EquatableArray<ShapeMember> schema, object?[] values, ShapeWriter shapes) : BoundCall
{
    public override ValueTask<ToolResult> InvokeAsync(RunContext run) => handler.InvokeAsync(values, run);

    public override void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var i = 0; i < schema.Count; i++)
        {
            writer.WritePropertyName(schema[i].Name);
            shapes.Write(writer, schema[i].Shape, values[i]);
        }
        writer.WriteEndObject();
    }
}
