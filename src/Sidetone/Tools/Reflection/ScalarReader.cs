using Sidetone.Generated;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Reads a value without parts.</summary>
internal static class ScalarReader
{
    public static object? Read(ref ArgumentReader reader, ShapeKind kind) => kind switch
    {
        ShapeKind.Boolean => reader.ReadBoolean(),
        ShapeKind.SByte => reader.ReadSByte(),
        ShapeKind.Byte => reader.ReadByte(),
        ShapeKind.Int16 => reader.ReadInt16(),
        ShapeKind.UInt16 => reader.ReadUInt16(),
        ShapeKind.Int32 => reader.ReadInt32(),
        ShapeKind.UInt32 => reader.ReadUInt32(),
        ShapeKind.Int64 => reader.ReadInt64(),
        ShapeKind.UInt64 => reader.ReadUInt64(),
        ShapeKind.Single => reader.ReadSingle(),
        ShapeKind.Double => reader.ReadDouble(),
        ShapeKind.Decimal => reader.ReadDecimal(),
        ShapeKind.Char => reader.ReadChar(),
        ShapeKind.String => reader.ReadString(),
        ShapeKind.DateTime => reader.ReadDateTime(),
        ShapeKind.DateTimeOffset => reader.ReadDateTimeOffset(),
        ShapeKind.DateOnly => reader.ReadDateOnly(),
        ShapeKind.TimeOnly => reader.ReadTimeOnly(),
        ShapeKind.TimeSpan => reader.ReadTimeSpan(),
        ShapeKind.Guid => reader.ReadGuid(),
        ShapeKind.Uri => reader.ReadUri(),
        ShapeKind.Bytes => reader.ReadBytes(),
        ShapeKind.JsonNode => reader.ReadJsonNode(),
        _ => reader.ReadJsonElement(),
    };
}
