using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>The schema of schemas: what <c>https://json-schema.org/draft/2020-12/schema</c> means, as one document.</summary>
internal static class MetaSchema
{
    public const string Uri = "https://json-schema.org/draft/2020-12/schema";
    public const string VocabularyPrefix = "https://json-schema.org/draft/2020-12/vocab/";

    private static readonly Lazy<JsonElement> s_document = new(static () => JsonElement.Parse(
        """
        {
          "$id": "https://json-schema.org/draft/2020-12/schema",
          "$dynamicAnchor": "meta",
          "type": ["object", "boolean"],
          "properties": {
            "$id": { "type": "string", "pattern": "^[^#]*#?$" },
            "$schema": { "type": "string" },
            "$anchor": { "$ref": "#/$defs/anchor" },
            "$dynamicAnchor": { "$ref": "#/$defs/anchor" },
            "$ref": { "type": "string" },
            "$dynamicRef": { "type": "string" },
            "$vocabulary": { "type": "object", "additionalProperties": { "type": "boolean" } },
            "$comment": { "type": "string" },
            "$defs": { "$ref": "#/$defs/schemas" },
            "prefixItems": { "$ref": "#/$defs/list" },
            "items": { "$dynamicRef": "#meta" },
            "contains": { "$dynamicRef": "#meta" },
            "properties": { "$ref": "#/$defs/schemas" },
            "patternProperties": { "$ref": "#/$defs/schemas" },
            "additionalProperties": { "$dynamicRef": "#meta" },
            "propertyNames": { "$dynamicRef": "#meta" },
            "dependentSchemas": { "$ref": "#/$defs/schemas" },
            "if": { "$dynamicRef": "#meta" },
            "then": { "$dynamicRef": "#meta" },
            "else": { "$dynamicRef": "#meta" },
            "not": { "$dynamicRef": "#meta" },
            "allOf": { "$ref": "#/$defs/list" },
            "anyOf": { "$ref": "#/$defs/list" },
            "oneOf": { "$ref": "#/$defs/list" },
            "unevaluatedItems": { "$dynamicRef": "#meta" },
            "unevaluatedProperties": { "$dynamicRef": "#meta" },
            "type": {
              "anyOf": [
                { "$ref": "#/$defs/type" },
                { "type": "array", "items": { "$ref": "#/$defs/type" }, "minItems": 1, "uniqueItems": true }
              ]
            },
            "enum": { "type": "array" },
            "multipleOf": { "type": "number", "exclusiveMinimum": 0 },
            "maximum": { "type": "number" },
            "exclusiveMaximum": { "type": "number" },
            "minimum": { "type": "number" },
            "exclusiveMinimum": { "type": "number" },
            "maxLength": { "$ref": "#/$defs/count" },
            "minLength": { "$ref": "#/$defs/count" },
            "pattern": { "type": "string", "format": "regex" },
            "maxItems": { "$ref": "#/$defs/count" },
            "minItems": { "$ref": "#/$defs/count" },
            "uniqueItems": { "type": "boolean" },
            "maxContains": { "$ref": "#/$defs/count" },
            "minContains": { "$ref": "#/$defs/count" },
            "maxProperties": { "$ref": "#/$defs/count" },
            "minProperties": { "$ref": "#/$defs/count" },
            "required": { "$ref": "#/$defs/names" },
            "dependentRequired": { "type": "object", "additionalProperties": { "$ref": "#/$defs/names" } },
            "title": { "type": "string" },
            "description": { "type": "string" },
            "deprecated": { "type": "boolean" },
            "readOnly": { "type": "boolean" },
            "writeOnly": { "type": "boolean" },
            "examples": { "type": "array" },
            "format": { "type": "string" },
            "contentEncoding": { "type": "string" },
            "contentMediaType": { "type": "string" },
            "contentSchema": { "$dynamicRef": "#meta" },
            "definitions": { "$ref": "#/$defs/schemas" }
          },
          "$defs": {
            "anchor": { "type": "string", "pattern": "^[A-Za-z_][-A-Za-z0-9._]*$" },
            "schemas": { "type": "object", "additionalProperties": { "$dynamicRef": "#meta" } },
            "list": { "type": "array", "minItems": 1, "items": { "$dynamicRef": "#meta" } },
            "count": { "type": "integer", "minimum": 0 },
            "names": { "type": "array", "items": { "type": "string" }, "uniqueItems": true },
            "type": { "enum": ["array", "boolean", "integer", "null", "number", "object", "string"] }
          }
        }
        """));

    public static bool TryGet(string uri, out JsonElement document)
    {
        document = uri == Uri ? s_document.Value : default;
        return uri == Uri;
    }
}
