using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>A subschema as it stands in its document.</summary>
internal sealed record SchemaPlace(string Document, string Pointer, JsonElement Element, SchemaResource Resource)
{
    public JsonSchemaException Error(string message) => new(Pointer, message);

    public JsonSchemaException Error(string keyword, string message) => new(Pointer, $": \"{keyword}\" {message}");

    /// <summary>A pointer's token, escaped.</summary>
    public static string Token(string name) => name.Replace("~", "~0").Replace("/", "~1");
}
