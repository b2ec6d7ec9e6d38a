using System.Globalization;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Emission;

// Statements that write values.
internal sealed partial class JsonCode
{
    /// <summary>Statements that write a value to <c>writer</c>.</summary>
    /// <param name="code">Takes them.</param>
    /// <param name="shape">The value's shape.</param>
    /// <param name="value">An expression.</param>
    /// <param name="canonical">For comparison: equal values are written alike.</param>
    public void Write(SourceBuilder code, Shape shape, string value, bool canonical)
    {
        // Of a text that is null the writer makes null itself.
        if ((shape.IsNullable || !shape.IsValueType) && shape.Kind != ShapeKind.String)
        {
            var local = Local();
            code.Open($"if ({value} is {{ }} {local})");
            WriteNotNull(code, shape, local, canonical);
            code.Close();
            code.Under("else", "writer.WriteNullValue();");
        }
        else
        {
            WriteNotNull(code, shape, value, canonical);
        }
    }

    /// <summary>The same for a value that is not null.</summary>
    public void WriteNotNull(SourceBuilder code, Shape shape, string value, bool canonical)
    {
        switch (shape.Kind)
        {
            case ShapeKind.Boolean:
                code.Line($"writer.WriteBooleanValue({value});");
                break;
            case ShapeKind.Single or ShapeKind.Double or ShapeKind.Decimal when canonical:
                code.Line($"global::Sidetone.Generated.ValueWriter.WriteCanonical(writer, {value});");
                break;
            case ShapeKind.Single or ShapeKind.Double:
                code.Line($"global::Sidetone.Generated.ValueWriter.Write(writer, {value});");
                break;
            case >= ShapeKind.SByte and <= ShapeKind.Decimal:
                code.Line($"writer.WriteNumberValue({value});");
                break;
            case ShapeKind.String or ShapeKind.Guid or ShapeKind.DateTime or ShapeKind.DateTimeOffset:
                code.Line($"writer.WriteStringValue({value});");
                break;
            case ShapeKind.Bytes:
                code.Line($"writer.WriteBase64StringValue({value});");
                break;
            case ShapeKind.Custom:
                code.Line($"global::Sidetone.Generated.CustomJson.Write<{shape.TypeName}>(writer, {value}, {TypeInfo(shape)});");
                break;
            case ShapeKind.Enum:
                // Only a default may have no name, and null stands for that.
                var unnamed = canonical ? "" : $" ?? global::Sidetone.Generated.ValueWriter.NoName({value})";
                code.Line($"writer.WriteStringValue(__Json.NameOf{NameOf(shape.Definition)}({value}){unnamed});");
                break;
            case ShapeKind.Object or ShapeKind.Union:
                code.Line($"__Json.Write{NameOf(shape.Definition)}(writer, {value});");
                break;
            case ShapeKind.List:
                WriteList(code, shape, value, canonical);
                break;
            case ShapeKind.Map:
                WriteMap(code, shape, value, canonical);
                break;
            default:
                code.Line($"global::Sidetone.Generated.ValueWriter.Write(writer, {value});");
                break;
        }
    }

    private void WriteList(SourceBuilder code, Shape shape, string value, bool canonical)
    {
        var item = Local();
        code.Line("writer.WriteStartArray();");
        // An ImmutableArray that was never set throws when it is enumerated.
        if (shape.Form == CollectionForm.ImmutableArray)
            code.Line($"if (!{value}.IsDefault)");
        code.Open($"foreach (var {item} in {value})");
        Write(code, shape.Item!, item, canonical);
        code.Close();
        code.Line("writer.WriteEndArray();");
    }

    private void WriteMap(SourceBuilder code, Shape shape, string value, bool canonical)
    {
        var item = Local();
        code.Line("writer.WriteStartObject();");
        if (canonical)
        {
            code.Open($"foreach (var {item} in global::Sidetone.Generated.ValueWriter.Sorted({value}.Keys))");
            code.Line($"writer.WritePropertyName({item});");
            Write(code, shape.Item!, $"{value}[{item}]", canonical);
        }
        else
        {
            code.Open($"foreach (var {item} in {value})");
            code.Line($"writer.WritePropertyName({item}.Key);");
            Write(code, shape.Item!, $"{item}.Value", canonical);
        }
        code.Close();
        code.Line("writer.WriteEndObject();");
    }

    private string Local() => "x" + (_locals++).ToString(CultureInfo.InvariantCulture);
}
