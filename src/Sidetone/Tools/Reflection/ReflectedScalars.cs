using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>The types with a JSON form of their own, and the collections.</summary>
internal static class ReflectedScalars
{
    private static readonly FrozenDictionary<Type, ShapeKind> s_kinds = new Dictionary<Type, ShapeKind>
    {
        [typeof(bool)] = ShapeKind.Boolean,
        [typeof(sbyte)] = ShapeKind.SByte,
        [typeof(byte)] = ShapeKind.Byte,
        [typeof(short)] = ShapeKind.Int16,
        [typeof(ushort)] = ShapeKind.UInt16,
        [typeof(int)] = ShapeKind.Int32,
        [typeof(uint)] = ShapeKind.UInt32,
        [typeof(long)] = ShapeKind.Int64,
        [typeof(ulong)] = ShapeKind.UInt64,
        [typeof(float)] = ShapeKind.Single,
        [typeof(double)] = ShapeKind.Double,
        [typeof(decimal)] = ShapeKind.Decimal,
        [typeof(char)] = ShapeKind.Char,
        [typeof(string)] = ShapeKind.String,
        [typeof(DateTime)] = ShapeKind.DateTime,
        [typeof(DateTimeOffset)] = ShapeKind.DateTimeOffset,
        [typeof(DateOnly)] = ShapeKind.DateOnly,
        [typeof(TimeOnly)] = ShapeKind.TimeOnly,
        [typeof(TimeSpan)] = ShapeKind.TimeSpan,
        [typeof(Guid)] = ShapeKind.Guid,
        [typeof(Uri)] = ShapeKind.Uri,
        [typeof(byte[])] = ShapeKind.Bytes,
        [typeof(JsonElement)] = ShapeKind.JsonElement,
        [typeof(JsonNode)] = ShapeKind.JsonNode,
    }.ToFrozenDictionary();

    public static FrozenSet<Type> Maps { get; } =
        new[] { typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>) }.ToFrozenSet();

    public static FrozenDictionary<Type, CollectionForm> Lists { get; } = new Dictionary<Type, CollectionForm>
    {
        [typeof(List<>)] = CollectionForm.List,
        [typeof(IEnumerable<>)] = CollectionForm.List,
        [typeof(IList<>)] = CollectionForm.List,
        [typeof(ICollection<>)] = CollectionForm.List,
        [typeof(IReadOnlyList<>)] = CollectionForm.List,
        [typeof(IReadOnlyCollection<>)] = CollectionForm.List,
        [typeof(HashSet<>)] = CollectionForm.HashSet,
        [typeof(ISet<>)] = CollectionForm.HashSet,
        [typeof(IReadOnlySet<>)] = CollectionForm.HashSet,
        [typeof(ImmutableArray<>)] = CollectionForm.ImmutableArray,
        [typeof(ImmutableList<>)] = CollectionForm.ImmutableList,
        [typeof(IImmutableList<>)] = CollectionForm.ImmutableList,
        [typeof(ImmutableHashSet<>)] = CollectionForm.ImmutableHashSet,
        [typeof(IImmutableSet<>)] = CollectionForm.ImmutableHashSet,
    }.ToFrozenDictionary();

    public static ShapeKind? KindOf(Type type) => s_kinds.TryGetValue(type, out var kind) ? kind : null;
}
