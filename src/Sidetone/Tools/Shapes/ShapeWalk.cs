namespace Sidetone.Tools.Shapes;

/// <summary>Looks through shapes and what they are made of.</summary>
internal static class ShapeWalk
{
    /// <summary>The first shape that the strict profile cannot close: a dictionary, or any JSON.</summary>
    public static Shape? FirstOpen(EquatableArray<ShapeMember> members, EquatableArray<ShapeDefinition> definitions) =>
        Reachable(members.Select(m => m.Shape), definitions)
            .FirstOrDefault(s => s.Kind is ShapeKind.Map or ShapeKind.JsonElement or ShapeKind.JsonNode or ShapeKind.Custom);

    public static bool Reaches(EquatableArray<ShapeDefinition> definitions, int from, int target) =>
        Reachable(PartsOf(definitions[from]), definitions).Any(s => s.Definition == target);

    /// <summary>The shapes given, and all that they are made of, each definition once.</summary>
    public static IEnumerable<Shape> Reachable(IEnumerable<Shape> roots, EquatableArray<ShapeDefinition> definitions)
    {
        var seen = new HashSet<int>();
        var open = new Stack<Shape>(roots.Reverse());
        while (open.Count > 0)
        {
            var shape = open.Pop();
            if (shape.Item is not null)
                open.Push(shape.Item);
            if (shape.Definition >= 0 && seen.Add(shape.Definition))
            {
                foreach (var part in PartsOf(definitions[shape.Definition]).Reverse())
                    open.Push(part);
            }
            yield return shape;
        }
    }

    private static IEnumerable<Shape> PartsOf(ShapeDefinition definition)
    {
        var cases = definition.BaseCase >= 0 ? definition.Cases.Concat([definition.BaseCase]) : definition.Cases;
        return definition.Members.Select(m => m.Shape).Concat(cases.Select(c => new Shape(ShapeKind.Object, "") { Definition = c }));
    }
}
