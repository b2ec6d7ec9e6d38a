using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>A bound call of a delegate.</summary>
[RequiresUnreferencedCode("Reflects over the delegate.")]
[RequiresDynamicCode("Reflects over the delegate.")]
internal sealed class DelegateCall : BoundCall
{
    private readonly DelegateHandler _handler;
    private readonly EquatableArray<ShapeMember> _schema;
    private readonly object?[] _values;

    public DelegateCall(DelegateHandler handler, EquatableArray<ShapeMember> schema, byte[]?[] json)
    {
        _handler = handler;
        _schema = schema;
        _values = handler.Values(json);
    }

    public override ValueTask<ToolResult> InvokeAsync(RunContext run) => _handler.InvokeAsync(_values, run);

    public override void WriteArguments(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (var i = 0; i < _schema.Count; i++)
        {
            writer.WritePropertyName(_schema[i].Name);
            JsonSerializer.Serialize(writer, _values[i], _handler.ArgumentType(i), ReflectedJson.Canonical);
        }
        writer.WriteEndObject();
    }
}
