using Microsoft.CodeAnalysis;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>The types with a JSON form of their own.</summary>
internal static class Scalars
{
    public static ShapeKind? KindOf(ITypeSymbol type) => type.SpecialType switch
    {
        SpecialType.System_Boolean => ShapeKind.Boolean,
        SpecialType.System_SByte => ShapeKind.SByte,
        SpecialType.System_Byte => ShapeKind.Byte,
        SpecialType.System_Int16 => ShapeKind.Int16,
        SpecialType.System_UInt16 => ShapeKind.UInt16,
        SpecialType.System_Int32 => ShapeKind.Int32,
        SpecialType.System_UInt32 => ShapeKind.UInt32,
        SpecialType.System_Int64 => ShapeKind.Int64,
        SpecialType.System_UInt64 => ShapeKind.UInt64,
        SpecialType.System_Single => ShapeKind.Single,
        SpecialType.System_Double => ShapeKind.Double,
        SpecialType.System_Decimal => ShapeKind.Decimal,
        SpecialType.System_Char => ShapeKind.Char,
        SpecialType.System_String => ShapeKind.String,
        SpecialType.System_DateTime => ShapeKind.DateTime,
        _ => type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte, Rank: 1 } ? ShapeKind.Bytes : Named(type),
    };

    private static ShapeKind? Named(ITypeSymbol type) => type.PlainName() switch
    {
        "System.DateTimeOffset" => ShapeKind.DateTimeOffset,
        "System.DateOnly" => ShapeKind.DateOnly,
        "System.TimeOnly" => ShapeKind.TimeOnly,
        "System.TimeSpan" => ShapeKind.TimeSpan,
        "System.Guid" => ShapeKind.Guid,
        "System.Uri" => ShapeKind.Uri,
        "System.Text.Json.JsonElement" => ShapeKind.JsonElement,
        "System.Text.Json.Nodes.JsonNode" => ShapeKind.JsonNode,
        _ => null,
    };
}
