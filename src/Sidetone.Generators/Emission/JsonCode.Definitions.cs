using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Emission;

// The nested class with everything that more than one place uses.
internal sealed partial class JsonCode
{
    private const string Reader = "ref global::Sidetone.Generated.ArgumentReader reader";
    private const string Writer = "global::System.Text.Json.Utf8JsonWriter writer";

    public void Emit(SourceBuilder code)
    {
        if (model.Definitions.Count == 0 && _collections.Count == 0 && _names.Count == 0 && _patterns.Count == 0)
            return;
        code.Line();
        code.Line(ClassEmitter.Attribute);
        code.Open("private static class __Json");
        var read = new HashSet<int>(ShapeWalk.Reachable(model.Tools.SelectMany(t => t.Parameters).Select(p => p.Shape), model.Definitions)
            .Where(s => s.Definition >= 0).Select(s => s.Definition));
        for (var i = 0; i < model.Definitions.Count; i++)
        {
            var definition = model.Definitions[i];
            switch (definition.Kind)
            {
                case ShapeKind.Enum:
                    EnumMethods(code, definition, i, read.Contains(i));
                    break;
                case ShapeKind.Union:
                    UnionMethods(code, definition, i);
                    break;
                default:
                    ObjectMethods(code, definition, i);
                    break;
            }
        }
        // The list grows while it is written: a list of lists brings its items along.
        for (var i = 0; i < _collections.Count; i++)
            CollectionMethod(code, _collections[i], i);
        for (var i = 0; i < _names.Count; i++)
            code.Line($"internal static readonly string[] s_names{i} = new string[] {{ {_names[i]} }};");
        for (var i = 0; i < _patterns.Count; i++)
            code.Line($"internal static readonly global::System.Text.RegularExpressions.Regex s_pattern{i} = new global::System.Text.RegularExpressions.Regex({CSharpText.Literal(@"\A(?:" + _patterns[i] + @")\z")}, global::System.Text.RegularExpressions.RegexOptions.CultureInvariant, global::System.TimeSpan.FromMilliseconds(100));");
        code.Close();
    }

    private void EnumMethods(SourceBuilder code, ShapeDefinition definition, int index, bool isRead)
    {
        if (isRead)
        {
            code.Open($"internal static {definition.TypeName} Read{NameOf(index)}({Reader}) => reader.ReadName({NamesOf(definition.Names.Select(n => n.Name))}) switch");
            for (var i = 0; i < definition.Names.Count; i++)
                code.Line($"{i} => {definition.TypeName}.{CSharpNames.Escape(definition.Names[i].Member)},");
            code.Line("_ => default,");
            code.Close("};");
            code.Line();
        }
        code.Open($"internal static string? NameOf{NameOf(index)}({definition.TypeName} value) => value switch");
        foreach (var name in definition.Names.Where(n => !n.IsAlias))
            code.Line($"{definition.TypeName}.{CSharpNames.Escape(name.Member)} => {CSharpText.Literal(name.Name)},");
        code.Line("_ => null,");
        code.Close("};");
        code.Line();
    }

    private void ObjectMethods(SourceBuilder code, ShapeDefinition definition, int index)
    {
        if (definition.IsInput)
        {
            code.Open($"internal static {definition.TypeName} Read{NameOf(index)}({Reader})");
            code.Under("if (!reader.BeginObject())", "return default!;");
            var values = MembersEmitter.Read(code, definition.Members, definition.Discriminator, this);
            code.Under("if (!reader.IsGood(all))", "return default!;");
            ObjectCreation.Emit(code, definition, values);
            code.Close();
            code.Line();
        }
        code.Open($"internal static void Write{NameOf(index)}({Writer}, {definition.TypeName} value)");
        code.Line("writer.WriteStartObject();");
        if (definition.Discriminator is not null)
        {
            code.Line($"writer.WritePropertyName({CSharpText.Utf8(definition.Discriminator)});");
            code.Line($"writer.WriteRawValue({CSharpText.Literal(definition.DiscriminatorValue!)});");
        }
        foreach (var member in definition.Members)
            WriteMember(code, member, definition.IsInput);
        code.Line("writer.WriteEndObject();");
        code.Close();
        code.Line();
    }

    private void WriteMember(SourceBuilder code, ShapeMember member, bool canonical)
    {
        var value = "value." + CSharpNames.Escape(member.Symbol);
        var always = canonical || member.Omission == MemberOmission.Never || (member.Omission == MemberOmission.WhenNull && member.Shape is { IsValueType: true, IsNullable: false });
        if (!always)
        {
            code.Open(member.Shape.IsValueType && !member.Shape.IsNullable
                ? $"if (!global::System.Collections.Generic.EqualityComparer<{member.Shape.TypeName}>.Default.Equals({value}, default))"
                : $"if ({value} is not null)");
        }
        code.Line($"writer.WritePropertyName({CSharpText.Utf8(member.Name)});");
        Write(code, member.Shape, value, canonical);
        if (!always)
            code.Close();
    }

    private void UnionMethods(SourceBuilder code, ShapeDefinition definition, int index)
    {
        var cases = definition.Cases.Select(c => (Index: c, Case: model.Definitions[c])).ToList();
        if (definition.IsInput)
        {
            var values = cases.Select(c => JsonText.Unquote(c.Case.DiscriminatorValue!)).ToList();
            code.Open($"internal static {definition.TypeName} Read{NameOf(index)}({Reader})");
            code.Open($"switch (reader.FindCase({CSharpText.Literal(definition.Discriminator!)}, {NamesOf(values)}))");
            for (var i = 0; i < cases.Count; i++)
                code.Under($"case {CSharpText.Literal(values[i])}:", $"return Read{NameOf(cases[i].Index)}(ref reader);");
            code.Line("default:");
            code.Line("    reader.Skip();");
            code.Line("    return default!;");
            code.Close();
            code.Close();
            code.Line();
        }
        code.Open($"internal static void Write{NameOf(index)}({Writer}, {definition.TypeName} value)");
        code.Open("switch (value)");
        // A case that derives from another comes first.
        foreach (var (place, each) in cases.Select(c => (c.Index, c.Case)).Reverse())
            code.Under($"case {each.TypeName} x when x.GetType() == typeof({each.TypeName}):", $"Write{NameOf(place)}(writer, x); break;");
        if (definition.BaseCase >= 0 && cases.All(c => c.Case.TypeName != definition.TypeName))
            code.Under($"case {definition.TypeName} x when x.GetType() == typeof({definition.TypeName}):", $"Write{NameOf(definition.BaseCase)}(writer, x); break;");
        code.Under("default:", $"throw new global::System.NotSupportedException($\"{{value.GetType()}} is no case of {definition.Name}: name it with [JsonDerivedType].\");");
        code.Close();
        code.Close();
        code.Line();
    }

    private void CollectionMethod(SourceBuilder code, Shape shape, int index)
    {
        var item = TypeOf(shape.Item!);
        code.Open($"internal static {shape.TypeName} ReadItems{index}({Reader})");
        if (shape.Kind == ShapeKind.Map)
        {
            code.Line($"var items = new global::System.Collections.Generic.Dictionary<string, {item}>(global::System.StringComparer.Ordinal);");
            code.Under("if (!reader.BeginObject())", "return items;");
            code.Open("while (reader.NextProperty())");
            code.Line("var mark = reader.Mark;");
            code.Line("var key = reader.ReadKey();");
            code.Under("if (items.ContainsKey(key))", "reader.Repeated();");
            code.Under("else", $"items.Add(key, {Read(shape.Item!)});");
            code.Line("reader.Leave(mark, key);");
            code.Close();
            code.Line("return items;");
        }
        else
        {
            code.Line($"var items = new global::System.Collections.Generic.List<{item}>();");
            code.Open("if (reader.BeginList())");
            code.Open("for (var i = 0; reader.NextItem(); i++)");
            code.Line("var mark = reader.Mark;");
            code.Line($"items.Add({Read(shape.Item!)});");
            code.Line("reader.Leave(mark, i);");
            code.Close();
            code.Close();
            code.Line($"return {Made(shape, item)};");
        }
        code.Close();
        code.Line();
    }

    private static string Made(Shape shape, string item) => shape.Form switch
    {
        CollectionForm.Array => "items.ToArray()",
        CollectionForm.HashSet => $"new global::System.Collections.Generic.HashSet<{item}>(items)",
        CollectionForm.ImmutableArray => "global::System.Collections.Immutable.ImmutableArray.CreateRange(items)",
        CollectionForm.ImmutableList => "global::System.Collections.Immutable.ImmutableList.CreateRange(items)",
        CollectionForm.ImmutableHashSet => "global::System.Collections.Immutable.ImmutableHashSet.CreateRange(items)",
        _ => "items",
    };
}
