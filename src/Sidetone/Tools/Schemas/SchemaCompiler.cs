using System.Text.Json;
using Sidetone.Tools.Schemas.Keywords;

namespace Sidetone.Tools.Schemas;

/// <summary>Makes nodes of subschemas: of the root, and of what is reached from there.</summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaIndex _index;
    private readonly Dictionary<(string Document, string Pointer), SchemaNode> _nodes = [];

    // A queue instead of recursion: a chain of ten thousand references is no deep stack.
    private readonly Queue<SchemaNode> _pending = [];
    private bool _usesDynamicScope;

    private SchemaCompiler(JsonSchemaOptions options)
    {
        Options = options;
        _index = new SchemaIndex(options);
    }

    public JsonSchemaOptions Options { get; }

    public static SchemaNode Compile(JsonElement schema, JsonSchemaOptions options)
    {
        var compiler = new SchemaCompiler(options);
        var root = compiler.Node(compiler._index.AddRoot(schema));
        do
        {
            while (compiler._pending.TryDequeue(out var node))
                node.Define(new KeywordReader(compiler, node.Place).Read());
            compiler.CompileDynamicAnchors();
        } while (compiler._pending.Count > 0);
        compiler.RefuseCircles();
        return root;
    }

    /// <summary>The node of a subschema that a keyword holds.</summary>
    public SchemaNode Child(SchemaPlace parent, string path) => Node(_index.Place(parent.Document, parent.Pointer + "/" + path));

    public Keyword Reference(SchemaPlace from, string reference) => new RefKeyword(Node(_index.Resolve(from, reference, out _)));

    public Keyword DynamicReference(SchemaPlace from, string reference)
    {
        var target = _index.Resolve(from, reference, out var anchor);
        // Without a dynamic anchor at its first target it is a $ref like any other.
        if (anchor is null || !target.Resource.DynamicAnchors.ContainsKey(anchor))
            return new RefKeyword(Node(target));
        _usesDynamicScope = true;
        return new DynamicRefKeyword(Node(target), anchor);
    }

    private SchemaNode Node(SchemaPlace place)
    {
        var key = (place.Document, place.Pointer);
        if (_nodes.TryGetValue(key, out var node))
            return node;
        if (place.Element.ValueKind is not (JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False))
            throw place.Error($"must be a schema (an object, true or false), not {ValueText.Of(place.Element)}");
        node = _nodes[key] = new SchemaNode(place);
        _pending.Enqueue(node);
        return node;
    }

    private void CompileDynamicAnchors()
    {
        if (!_usesDynamicScope)
            return;
        foreach (var resource in _index.Resources)
        {
            foreach (var (anchor, place) in resource.DynamicAnchors)
                resource.DynamicNodes[anchor] = Node(place);
        }
    }

    /// <summary>A schema that refers to itself for the very same value would never come to an end. Found by taking away, again and
    /// again, what nothing leads to; a circle is what stays.</summary>
    private void RefuseCircles()
    {
        var incoming = new Dictionary<SchemaNode, int>();
        foreach (var node in _nodes.Values)
        {
            foreach (var next in InPlace(node))
                incoming[next] = incoming.GetValueOrDefault(next) + 1;
        }
        var free = new Stack<SchemaNode>();
        foreach (var node in _nodes.Values)
        {
            if (!incoming.ContainsKey(node))
                free.Push(node);
        }
        while (free.TryPop(out var node))
        {
            foreach (var next in InPlace(node))
            {
                if (--incoming[next] == 0)
                {
                    incoming.Remove(next);
                    free.Push(next);
                }
            }
        }
        foreach (var node in incoming.Keys)
        {
            // What a circle leads to also stays; the circle itself is the better place to name.
            if (InPlace(node).Any(incoming.ContainsKey))
                throw node.Place.Error("refers to itself without looking any deeper into the value, so it would never end");
        }
    }

    private static IEnumerable<SchemaNode> InPlace(SchemaNode node) => node.Keywords.SelectMany(static k => k.InPlace);
}
