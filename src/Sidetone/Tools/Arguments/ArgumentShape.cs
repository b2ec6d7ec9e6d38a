using System.Text.Json;
using Sidetone.Tools.Schemas;
using Sidetone.Tools.Schemas.Keywords;

namespace Sidetone.Tools.Arguments;

/// <summary>What a schema says about a value's form, gathered from everything that looks at that value:
/// which types it may have, which properties in which order, which alternatives.</summary>
/// <remarks>Parts are made when first asked for, since schemas may be recursive; two threads that make the same part do no harm.
/// Conditions (<c>if</c>, <c>dependentSchemas</c>, <c>not</c>) say nothing of a form: they are only validated.</remarks>
internal sealed class ArgumentShape
{
    private readonly List<SchemaNode> _items = [];
    private readonly List<IReadOnlyList<SchemaNode>> _prefixItems = [];
    private readonly HashSet<string> _required = [];
    private readonly List<SchemaNode> _nodes = [];
    private readonly IReadOnlyList<Keyword> _decided;
    private readonly List<Keyword> _alternatives = [];
    private readonly ArgumentShape?[] _branches;
    private readonly List<SchemaNode> _others = [];
    private bool _hasPatterns;
    private ArgumentShape? _item;
    private ArgumentShape? _other;
    private ArgumentProperties? _properties;

    private ArgumentShape(IReadOnlyList<SchemaNode> nodes, IReadOnlyList<Keyword> decided)
    {
        _decided = decided;
        foreach (var node in nodes)
            Gather(node);
        _branches = new ArgumentShape?[Branches.Count];
        if (Types == JsonTypes.Any && Values is not null)
        {
            // An enum says its types even where "type" does not.
            Types = JsonTypes.None;
            foreach (var value in Values)
                Types |= WithIntegers(JsonTypeNames.Of(value.ValueKind));
        }
    }

    public JsonTypes Types { get; private set; } = JsonTypes.Any;

    /// <summary>The values of an enum, if there is one.</summary>
    public IReadOnlyList<JsonElement>? Values { get; private set; }

    /// <summary>The branches of one <c>anyOf</c> or <c>oneOf</c> that is still to be decided.</summary>
    public IReadOnlyList<SchemaNode> Branches => _alternatives.Count > 0 ? _alternatives[0].InPlace : [];

    public ArgumentProperties Properties => _properties ??= MakeProperties();

    /// <summary>The first <c>default</c> that is declared.</summary>
    public JsonElement? Default
    {
        get
        {
            foreach (var node in _nodes)
            {
                if (node.Place.Element.ValueKind == JsonValueKind.Object && node.Place.Element.TryGetProperty("default", out var value))
                    return value;
            }
            return null;
        }
    }

    public static ArgumentShape Of(IReadOnlyList<SchemaNode> nodes) => new(nodes, []);

    /// <summary>The shape with the first alternative decided.</summary>
    public ArgumentShape Choose(int branch) =>
        _branches[branch] ??= new([.. _nodes, Branches[branch]], [.. _decided, _alternatives[0]]);

    /// <summary>The form of properties that are not declared. Open where patterns of names decide it.</summary>
    public ArgumentShape? Other => _others.Count == 0 || _hasPatterns ? null : _other ??= Of(_others);

    public ArgumentShape? Item(int index)
    {
        List<SchemaNode>? nodes = null;
        foreach (var prefix in _prefixItems)
        {
            if (index < prefix.Count)
                (nodes ??= []).Add(prefix[index]);
        }
        if (nodes is not null)
            return Of(nodes);
        return _items.Count == 0 ? null : _item ??= Of(_items);
    }

    // So that a number that is an integer is found by cutting sets of types.
    private static JsonTypes WithIntegers(JsonTypes types) => types.HasFlag(JsonTypes.Number) ? types | JsonTypes.Integer : types;

    private void Gather(SchemaNode node)
    {
        if (_nodes.Contains(node))
            return;
        _nodes.Add(node);
        foreach (var keyword in node.Keywords)
        {
            switch (keyword)
            {
                case TypeKeyword type:
                    Types &= WithIntegers(type.Types);
                    break;
                case EnumKeyword values:
                    Values ??= values.Values;
                    break;
                case RequiredKeyword required:
                    _required.UnionWith(required.Names);
                    break;
                case MembersKeyword members:
                    _hasPatterns |= members.HasPatterns;
                    if (members.Additional is not null)
                        _others.Add(members.Additional);
                    break;
                case ItemsKeyword items:
                    _prefixItems.Add(items.Prefix);
                    if (items.Rest is not null)
                        _items.Add(items.Rest);
                    break;
                case RefKeyword reference:
                    Gather(reference.Target);
                    break;
                case AllOfKeyword all:
                    foreach (var part in all.InPlace)
                        Gather(part);
                    break;
                case AnyOfKeyword or OneOfKeyword when !_decided.Contains(keyword):
                    _alternatives.Add(keyword);
                    break;
            }
        }
    }

    private ArgumentProperties MakeProperties()
    {
        var names = new List<string>();
        var nodes = new Dictionary<string, List<SchemaNode>>();
        foreach (var node in _nodes)
        {
            foreach (var (name, property) in node.Find<MembersKeyword>()?.Properties ?? [])
            {
                if (!nodes.TryGetValue(name, out var known))
                {
                    nodes[name] = known = [];
                    names.Add(name);
                }
                known.Add(property);
            }
        }
        return new(names.ConvertAll(name => new ArgumentProperty(name, nodes[name], _required.Contains(name))));
    }
}
