namespace Sidetone.Tools.Shapes;

/// <summary>The C# collection behind a list.</summary>
internal enum CollectionForm
{
    None,
    List,
    Array,
    HashSet,
    ImmutableArray,
    ImmutableList,
    ImmutableHashSet,

    /// <summary>Anything that can be enumerated: results only.</summary>
    Enumerable,
}
