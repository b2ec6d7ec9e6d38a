using System.Globalization;
using Sidetone.Generators.Models;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Emission;

/// <summary>The readers and writers of a class's types: expressions that use them, and one nested class that holds them.</summary>
internal sealed partial class JsonCode(ClassModel model)
{
    private readonly List<Shape> _collections = [];
    private readonly List<string> _names = [];
    private readonly List<string> _patterns = [];
    private int _locals;

    public ShapeDefinition Definition(Shape shape) => model.Definitions[shape.Definition];

    /// <summary>The type with its question mark.</summary>
    public string TypeOf(Shape shape) => shape.TypeName + (shape.IsNullable ? "?" : "");

    /// <summary>An expression that reads a value.</summary>
    public string Read(Shape shape) => shape.IsNullable ? $"reader.IsNull ? default({shape.TypeName}?) : {ReadNotNull(shape)}" : ReadNotNull(shape);

    /// <summary>An expression that reads a value which is not null.</summary>
    public string ReadNotNull(Shape shape) => shape.Kind switch
    {
        ShapeKind.Enum or ShapeKind.Object or ShapeKind.Union => $"__Json.Read{NameOf(shape.Definition)}(ref reader)",
        ShapeKind.List or ShapeKind.Map => $"__Json.ReadItems{IndexOf(_collections, shape with { IsNullable = false })}(ref reader)",
        ShapeKind.Custom => $"reader.ReadCustom<{shape.TypeName}>({TypeInfo(shape)})!",
        ShapeKind.JsonNode => "reader.ReadJsonNode()!",
        _ => $"reader.Read{shape.Kind}()",
    };

    /// <summary>A static array of names.</summary>
    public string NamesOf(IEnumerable<string> names) =>
        "__Json.s_names" + IndexOf(_names, string.Join(", ", names.Select(CSharpText.Literal)));

    /// <summary>A static regular expression for the whole of a value.</summary>
    public string Pattern(string pattern) => "__Json.s_pattern" + IndexOf(_patterns, pattern);

    /// <summary>How many items a list has.</summary>
    public string Count(Shape shape, string value) => shape.Form switch
    {
        CollectionForm.Array or CollectionForm.ImmutableArray => value + ".Length",
        _ when shape.TypeName.StartsWith("global::System.Collections.Generic.IEnumerable<", StringComparison.Ordinal) => $"global::System.Linq.Enumerable.Count({value})",
        _ => value + ".Count",
    };

    private static string TypeInfo(Shape shape) => $"{shape.Context}.Default.GetTypeInfo(typeof({shape.TypeName}))";

    private string NameOf(int definition) => model.Definitions[definition].Name + definition.ToString(CultureInfo.InvariantCulture);

    private static string IndexOf<T>(List<T> list, T item)
    {
        var index = list.IndexOf(item);
        if (index < 0)
        {
            index = list.Count;
            list.Add(item);
        }
        return index.ToString(CultureInfo.InvariantCulture);
    }
}
