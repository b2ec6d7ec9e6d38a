using System.Text.Json;

namespace Sidetone.Tools.Schemas.Keywords;

/// <summary>One demand of a schema. A value of a type that the keyword does not speak of fulfils it.</summary>
internal abstract class Keyword
{
    /// <summary>Subschemas that look at the same value, always: a circle of them would never end.</summary>
    public virtual IReadOnlyList<SchemaNode> InPlace => [];

    public abstract bool Check(JsonElement value, Evaluation e, Evaluated? seen);
}
