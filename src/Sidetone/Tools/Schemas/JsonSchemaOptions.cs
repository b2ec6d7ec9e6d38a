using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>How a schema is compiled.</summary>
internal sealed record JsonSchemaOptions
{
    /// <summary>As the standard says: formats are notes, and no other documents are known.</summary>
    public static JsonSchemaOptions Default { get; } = new();

    /// <summary>What <c>format</c> does. Default: <see cref="FormatAssertion.None"/>.</summary>
    public FormatAssertion Formats { get; init; }

    /// <summary>Other schemas that <c>$ref</c> and <c>$schema</c> may name, by their absolute URI. Nothing is ever fetched:
    /// what is not here, and is not the 2020-12 dialect itself, does not exist.</summary>
    public IReadOnlyDictionary<string, JsonElement> Documents { get; init; } = new Dictionary<string, JsonElement>();

    /// <summary>The most subschemas that one schema may have. Default: 10000.</summary>
    public int MaxSubschemas { get; init; } = 10_000;
}
