using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tools;

/// <summary>A tool as a model sees it: nothing in it can be invoked.</summary>
internal sealed class ModelDeclaration(string name, string description, JsonElement schema, bool strict) : AIFunctionDeclaration
{
    private static readonly IReadOnlyDictionary<string, object?> s_strict = new Dictionary<string, object?> { ["strict"] = true, ["Strict"] = true };
    private static readonly IReadOnlyDictionary<string, object?> s_plain = new Dictionary<string, object?>();

    public override string Name => name;
    public override string Description => description;
    public override JsonElement JsonSchema => schema;
    public override IReadOnlyDictionary<string, object?> AdditionalProperties => strict ? s_strict : s_plain;
}
