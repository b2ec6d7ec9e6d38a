namespace Sidetone.Tools.Shapes;

/// <summary>What a value is. Each name of a scalar is also the name of what reads it: <c>ArgumentReader.ReadInt32</c>.</summary>
internal enum ShapeKind
{
    Boolean,
    SByte,
    Byte,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Single,
    Double,
    Decimal,
    Char,
    String,
    DateTime,
    DateTimeOffset,
    DateOnly,
    TimeOnly,
    TimeSpan,
    Guid,
    Uri,
    Bytes,
    JsonElement,
    JsonNode,

    /// <summary>A type that only a JsonSerializerContext sees through.</summary>
    Custom,

    /// <summary>An enum, by the names of its members.</summary>
    Enum,

    /// <summary>An object with known members.</summary>
    Object,

    /// <summary>One of several objects, told apart by a discriminator.</summary>
    Union,

    /// <summary>A list of items.</summary>
    List,

    /// <summary>A dictionary with string keys.</summary>
    Map,
}
