using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>All documents that a schema consists of, and what can be referred to in them. Nothing is fetched: a document is given, or unknown.</summary>
internal sealed class SchemaIndex(JsonSchemaOptions options)
{
    private const int MaxDepth = 64;

    // What a schema without $id is resolved against. It can be written in no schema's reference by accident.
    private const string AnonymousBase = "sidetone-schema:///";

    private readonly Dictionary<string, SchemaResource> _resources = [];
    private readonly Dictionary<SchemaResource, SchemaPlace> _roots = [];
    private readonly Dictionary<(string Document, string Pointer), SchemaPlace> _places = [];
    private readonly int _maxPlaces = options.MaxSubschemas;
    private int _anonymous;

    public IEnumerable<SchemaResource> Resources => _roots.Keys;

    public SchemaPlace AddRoot(JsonElement schema) => Add(AnonymousBase + _anonymous++, schema);

    public SchemaPlace Place(string document, string pointer) => _places[(document, pointer)];

    /// <summary>What a <c>$ref</c> at a place means.</summary>
    public SchemaPlace Resolve(SchemaPlace from, string reference, out string? anchor)
    {
        anchor = null;
        var hash = reference.IndexOf('#', StringComparison.Ordinal);
        var uri = hash < 0 ? reference : reference[..hash];
        var fragment = hash < 0 ? "" : Uri.UnescapeDataString(reference[(hash + 1)..]);
        var root = Root(from, uri, reference);
        if (fragment.Length == 0)
            return root;
        if (fragment[0] == '/')
            return Follow(from, root, fragment, reference);
        anchor = fragment;
        return root.Resource.Anchors.GetValueOrDefault(fragment)
            ?? throw from.Error($"refers to {reference}, but no schema has the anchor \"{fragment}\"");
    }

    private SchemaPlace Root(SchemaPlace from, string uri, string reference)
    {
        if (uri.Length == 0)
            return _roots[from.Resource];
        var absolute = Absolute(from.Resource.BaseUri, uri)
            ?? throw from.Error($"refers to {reference}, which is no URI that can be resolved");
        return Find(absolute)
            ?? throw from.Error($"refers to {reference}, which is not part of the schema. Nothing is fetched: put it under \"$defs\"");
    }

    private SchemaPlace? Find(string absolute)
    {
        if (_resources.TryGetValue(absolute, out var resource))
            return _roots[resource];
        if (options.Documents.TryGetValue(absolute, out var document) || MetaSchema.TryGet(absolute, out document))
            return Add(absolute, document);
        return null;
    }

    private SchemaPlace Add(string uri, JsonElement schema)
    {
        var walk = new Walk(this, uri);
        var place = walk.Subschema(schema, "", new SchemaResource(uri, DialectOf(schema, Vocabularies.Standard)), depth: 0);
        // The document is known by the name it was asked for, whatever it calls itself.
        _resources.TryAdd(uri, place.Resource);
        return place;
    }

    /// <summary>The keywords that mean something, from the dialect that <c>$schema</c> names. An unknown dialect is taken for 2020-12:
    /// many schemas in the wild name an older draft, and say the same in it.</summary>
    private Vocabularies DialectOf(JsonElement schema, Vocabularies inherited)
    {
        if (schema.ValueKind != JsonValueKind.Object
            || !schema.TryGetProperty("$schema", out var dialect) || dialect.ValueKind != JsonValueKind.String
            || !options.Documents.TryGetValue(dialect.GetString()!, out var meta)
            || meta.ValueKind != JsonValueKind.Object || !meta.TryGetProperty("$vocabulary", out var declared))
        {
            return inherited;
        }
        var known = Vocabularies.Core;
        foreach (var vocabulary in declared.EnumerateObject())
        {
            var isStandard = vocabulary.Name.StartsWith(MetaSchema.VocabularyPrefix, StringComparison.Ordinal);
            known |= (isStandard ? vocabulary.Name[MetaSchema.VocabularyPrefix.Length..] : "") switch
            {
                "applicator" => Vocabularies.Applicator,
                "unevaluated" => Vocabularies.Unevaluated,
                "validation" => Vocabularies.Validation,
                "format-assertion" => Vocabularies.FormatAssertion,
                "core" or "meta-data" or "format-annotation" or "content" => Vocabularies.Core,
                _ when vocabulary.Value.ValueKind == JsonValueKind.False => Vocabularies.Core,
                _ => throw new JsonSchemaException("", $"needs the vocabulary {vocabulary.Name}, which is unknown"),
            };
        }
        return known;
    }

    private SchemaPlace Follow(SchemaPlace from, SchemaPlace root, string pointer, string reference)
    {
        var place = root;
        var path = root.Pointer;
        var element = root.Element;
        foreach (var token in pointer[1..].Split('/'))
        {
            var name = token.Replace("~1", "/").Replace("~0", "~");
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member))
                element = member;
            else if (element.ValueKind == JsonValueKind.Array && int.TryParse(name, out var index) && index >= 0 && index < element.GetArrayLength())
                element = element[index];
            else
                throw from.Error($"refers to {reference}, but there is nothing at \"{name}\"");
            path += "/" + SchemaPlace.Token(name);
            if (_places.TryGetValue((root.Document, path), out var known))
                place = known;
        }
        if (place.Pointer == path)
            return place;
        // Inside of a keyword that nobody knows: a schema all the same if someone refers to it, but without names of its own.
        return new Walk(this, root.Document, namesCount: false).Subschema(element, path, place.Resource, depth: 0);
    }

    private static string? Absolute(string baseUri, string uri)
    {
        if (Uri.TryCreate(uri, UriKind.Absolute, out var absolute) && uri[0] != '/')
            return absolute.AbsoluteUri;
        return Uri.TryCreate(new Uri(baseUri), uri, out absolute) ? absolute.AbsoluteUri : null;
    }

    /// <summary>Finds the subschemas of one document, and their names.</summary>
    private sealed class Walk(SchemaIndex index, string document, bool namesCount = true)
    {
        public SchemaPlace Subschema(JsonElement element, string pointer, SchemaResource resource, int depth)
        {
            var place = new SchemaPlace(document, pointer, element, resource);
            if (depth > MaxDepth)
                throw place.Error($"is nested more than {MaxDepth} schemas deep");
            if (element.ValueKind != JsonValueKind.Object)
                return Keep(place, isRoot: depth == 0 && namesCount);
            var isRoot = depth == 0 && namesCount;
            if (namesCount && Text(place, "$id") is { } id)
            {
                var uri = id.TrimEnd('#');
                if (uri.StartsWith('#'))
                {
                    // How older drafts wrote an anchor.
                    resource.Anchors[uri[1..]] = place;
                    uri = "";
                }
                if (uri.Contains('#', StringComparison.Ordinal))
                    throw place.Error("$id", "must not have a fragment; use \"$anchor\"");
                if (uri.Length > 0)
                {
                    var absolute = Absolute(resource.BaseUri, uri) ?? throw place.Error("$id", $"is no URI that can be resolved: {id}");
                    place = place with { Resource = new SchemaResource(absolute, index.DialectOf(element, resource.Vocabularies)) };
                    isRoot = true;
                }
            }
            Keep(place, isRoot);
            if (namesCount)
                Names(place);
            Children(place, depth);
            return place;
        }

        private SchemaPlace Keep(SchemaPlace place, bool isRoot)
        {
            index._places[(place.Document, place.Pointer)] = place;
            if (index._places.Count > index._maxPlaces)
                throw place.Error($"is one subschema too many; the limit is {index._maxPlaces}");
            if (isRoot)
            {
                index._roots[place.Resource] = place;
                index._resources.TryAdd(place.Resource.BaseUri, place.Resource);
            }
            return place;
        }

        private static void Names(SchemaPlace place)
        {
            if (Text(place, "$anchor") is { } anchor)
                place.Resource.Anchors[anchor] = place;
            if (Text(place, "$dynamicAnchor") is { } dynamicAnchor)
            {
                place.Resource.Anchors[dynamicAnchor] = place;
                place.Resource.DynamicAnchors[dynamicAnchor] = place;
            }
        }

        private void Children(SchemaPlace place, int depth)
        {
            foreach (var member in place.Element.EnumerateObject())
            {
                var pointer = place.Pointer + "/" + member.Name;
                switch (SubschemaKeywords.ShapeOf(member.Name), member.Value.ValueKind)
                {
                    case (SubschemaShape.One or SubschemaShape.OneOrList, JsonValueKind.Object or JsonValueKind.True or JsonValueKind.False):
                        Subschema(member.Value, pointer, place.Resource, depth + 1);
                        break;
                    case (SubschemaShape.List or SubschemaShape.OneOrList, JsonValueKind.Array):
                        var i = 0;
                        foreach (var item in member.Value.EnumerateArray())
                            Subschema(item, pointer + "/" + i++, place.Resource, depth + 1);
                        break;
                    case (SubschemaShape.Map, JsonValueKind.Object):
                        foreach (var named in member.Value.EnumerateObject())
                        {
                            if (named.Value.ValueKind is not JsonValueKind.Array)
                                Subschema(named.Value, pointer + "/" + SchemaPlace.Token(named.Name), place.Resource, depth + 1);
                        }
                        break;
                }
            }
        }

        private static string? Text(SchemaPlace place, string keyword)
        {
            if (!place.Element.TryGetProperty(keyword, out var value))
                return null;
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw place.Error(keyword, "must be a string");
        }
    }
}
