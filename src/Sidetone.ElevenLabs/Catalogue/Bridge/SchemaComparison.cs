namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Compares the arguments that a tool takes with those that the platform knows, argument by argument.</summary>
/// <param name="unsaid">The arguments that the tool does not describe.</param>
internal sealed class SchemaComparison(IReadOnlySet<string> unsaid)
{
    public IEnumerable<(string Path, string Message, bool IsBreaking)> Between(ObjectSchema? ours, ObjectSchema? stored) =>
        Objects(ours ?? new(), stored ?? new(), "");

    private IEnumerable<(string, string, bool)> Objects(ObjectSchema ours, ObjectSchema stored, string path)
    {
        var (mine, theirs) = (ours.Properties, stored.Properties);
        foreach (var (name, property) in mine)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            var isRequired = ours.Required.Contains(name);
            if (!theirs.TryGetValue(name, out var other))
            {
                var near = theirs.Keys.FirstOrDefault(key => !mine.ContainsKey(key) && ToolComparison.IsNearly(key, name));
                yield return (at, near is null ? $"'{at}' is not known to the platform" : $"'{at}' is '{near}' on the platform", isRequired || near is not null);
                continue;
            }
            if (isRequired != stored.Required.Contains(name) && other.IsFromModel)
                yield return (at, isRequired ? $"'{at}' is required here, and optional on the platform" : $"'{at}' is optional here, and required on the platform", isRequired);
            if (isRequired && other.IsOmitted)
                yield return (at, $"'{at}' is required here, and left out by the platform", true);
            foreach (var found in Values(property, other, at))
                yield return found;
        }
        // What the platform fills in itself is its own affair: the code may do without.
        foreach (var (name, _) in theirs.Where(other => other.Value.IsFromModel && !mine.Keys.Any(key => key == other.Key || (!theirs.ContainsKey(key) && ToolComparison.IsNearly(key, other.Key)))))
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            yield return (at, $"'{at}' is not known here; the platform asks the model for it", stored.Required.Contains(name));
        }
    }

    private IEnumerable<(string, string, bool)> Values(PropertySchema ours, PropertySchema stored, string path)
    {
        if (stored.IsFromModel ? !Fits(ours, stored) : ours.Type != stored.Type)
        {
            yield return (path, $"'{path}' is {ours.Type} here, and {Kinds(stored)} on the platform", true);
            yield break;
        }
        // What the platform fills in itself has no description, and needs none.
        if (!stored.IsFromModel)
            yield break;
        if (ours.Description.Trim() != stored.Description.Trim() && !(unsaid.Contains(path) && stored.Description.Length > 0))
            yield return (path, $"'{path}' is described on the platform as \"{ToolComparison.Short(stored.Description)}\", here as \"{ToolComparison.Short(ours.Description)}\"", false);
        switch (ours, stored)
        {
            case (ObjectSchema mine, ObjectSchema theirs):
                foreach (var found in Objects(mine, theirs, path))
                    yield return found;
                break;
            case (ArraySchema { Items: { } mine }, ArraySchema theirs):
                if (theirs.Items is null)
                {
                    yield return (path + "[]", $"'{path}' is a list of {mine.Type} here, and of anything on the platform", true);
                    break;
                }
                foreach (var found in Values(mine, theirs.Items, path + "[]"))
                    yield return found;
                break;
            case (LiteralSchema mine, LiteralSchema theirs) when !mine.Enum.ToHashSet(StringComparer.Ordinal).SetEquals(theirs.Enum):
                yield return (path, $"'{path}' may be {Choice(mine.Enum)} here, and {Choice(theirs.Enum)} on the platform", mine.Enum.Count > 0 && theirs.Enum.Except(mine.Enum).Any());
                break;
        }
    }

    private static bool Fits(PropertySchema ours, PropertySchema stored) =>
        ours.Type == stored.Type && (stored is not LiteralSchema literal || literal.Types.Count <= 1 || literal.Types.All(type => type == ours.Type || type.Value == "null"));

    private static string Kinds(PropertySchema schema) => schema is LiteralSchema { Types.Count: > 1 } literal ? string.Join(" or ", literal.Types) : schema.Type.ToString();

    private static string Choice(IReadOnlyList<string> texts) => texts.Count == 0 ? "anything" : string.Join(", ", texts);
}
