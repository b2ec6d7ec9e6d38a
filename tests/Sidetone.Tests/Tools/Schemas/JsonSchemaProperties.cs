using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.Tools;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tests.Tools.Schemas;

public sealed class JsonSchemaProperties
{
    private static readonly string[] s_keywords =
    [
        "type", "const", "enum", "minimum", "multipleOf", "maxLength", "pattern", "items", "prefixItems", "contains", "uniqueItems", "properties", "additionalProperties",
        "required", "allOf", "anyOf", "oneOf", "not", "if", "then", "$ref", "$dynamicRef", "$defs", "$id", "$anchor", "$dynamicAnchor", "unevaluatedProperties", "unevaluatedItems", "dependentSchemas", "a", "b",
    ];

    private static readonly string[] s_scalars =
        ["true", "false", "null", "0", "1", "-1.5", "1e999", "\"\"", "\"a\"", "\"#\"", "\"#/$defs/a\"", "\"#a\"", "\"b\"", "\"string\"", "\"object\"", "\"\\ud800\"", "\"[\"", "{}", "[]", "[\"a\"]", "[{}]"];

    [Fact]
    public void Whatever_it_is_given_as_a_schema_it_compiles_it_or_says_why_not() => Prop.ForAll(
        RandomJson.Object(s_keywords, s_scalars, 4).ToArbitrary(),
        RandomJson.Value(["a", "b", "c"], s_scalars, 3).ToArbitrary(),
        static (schema, value) =>
        {
            try
            {
                var compiled = JsonSchema.Compile(JsonElement.Parse(schema));
                var errors = new ArgumentErrors();
                var valid = compiled.Validate(JsonElement.Parse(value), errors);
                return valid == (errors.Count == 0);
            }
            catch (JsonSchemaException)
            {
                return true;
            }
        }).Check(RandomJson.Settings.WithMaxTest(3000));
}
