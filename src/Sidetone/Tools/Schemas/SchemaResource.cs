namespace Sidetone.Tools.Schemas;

/// <summary>A schema with an identity of its own: a document's root, or a subschema with <c>$id</c>.</summary>
internal sealed class SchemaResource(string baseUri, Vocabularies vocabularies)
{
    /// <summary>Absolute, without a fragment: what references in it are resolved against.</summary>
    public string BaseUri { get; } = baseUri;

    public Vocabularies Vocabularies { get; } = vocabularies;
    public Dictionary<string, SchemaPlace> Anchors { get; } = [];
    public Dictionary<string, SchemaPlace> DynamicAnchors { get; } = [];

    /// <summary>The compiled targets of <see cref="DynamicAnchors"/>.</summary>
    public Dictionary<string, SchemaNode> DynamicNodes { get; } = [];

    /// <summary>Walks keep track of this resource: it can be what a <c>$dynamicRef</c> elsewhere means.</summary>
    public bool IsPartOfDynamicScope => DynamicNodes.Count > 0;
}
