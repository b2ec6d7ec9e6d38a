using System.Text.Json;
using Sidetone.Generated;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Reads a scalar and writes it again.</summary>
internal static class ScalarReader
{
    public static void Write(ref ArgumentReader reader, ShapeKind kind, Utf8JsonWriter writer)
    {
        switch (kind)
        {
            case ShapeKind.Boolean: writer.WriteBooleanValue(reader.ReadBoolean()); break;
            case ShapeKind.SByte: writer.WriteNumberValue(reader.ReadSByte()); break;
            case ShapeKind.Byte: writer.WriteNumberValue(reader.ReadByte()); break;
            case ShapeKind.Int16: writer.WriteNumberValue(reader.ReadInt16()); break;
            case ShapeKind.UInt16: writer.WriteNumberValue(reader.ReadUInt16()); break;
            case ShapeKind.Int32: writer.WriteNumberValue(reader.ReadInt32()); break;
            case ShapeKind.UInt32: writer.WriteNumberValue(reader.ReadUInt32()); break;
            case ShapeKind.Int64: writer.WriteNumberValue(reader.ReadInt64()); break;
            case ShapeKind.UInt64: writer.WriteNumberValue(reader.ReadUInt64()); break;
            case ShapeKind.Single: writer.WriteNumberValue(reader.ReadSingle()); break;
            case ShapeKind.Double: writer.WriteNumberValue(reader.ReadDouble()); break;
            case ShapeKind.Decimal: writer.WriteNumberValue(reader.ReadDecimal()); break;
            case ShapeKind.Char: ValueWriter.Write(writer, reader.ReadChar()); break;
            case ShapeKind.String: writer.WriteStringValue(reader.ReadString()); break;
            case ShapeKind.DateTime: writer.WriteStringValue(reader.ReadDateTime()); break;
            case ShapeKind.DateTimeOffset: writer.WriteStringValue(reader.ReadDateTimeOffset()); break;
            case ShapeKind.DateOnly: ValueWriter.Write(writer, reader.ReadDateOnly()); break;
            case ShapeKind.TimeOnly: ValueWriter.Write(writer, reader.ReadTimeOnly()); break;
            case ShapeKind.TimeSpan: ValueWriter.Write(writer, reader.ReadTimeSpan()); break;
            case ShapeKind.Guid: writer.WriteStringValue(reader.ReadGuid()); break;
            case ShapeKind.Uri: writer.WriteStringValue(reader.ReadUri()?.OriginalString); break;
            case ShapeKind.Bytes: writer.WriteBase64StringValue(reader.ReadBytes()); break;
            default: ValueWriter.Write(writer, reader.ReadJsonElement()); break;
        }
    }
}
