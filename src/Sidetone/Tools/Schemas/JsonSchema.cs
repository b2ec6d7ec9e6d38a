using System.Text.Json;

namespace Sidetone.Tools.Schemas;

/// <summary>A JSON Schema of the 2020-12 dialect, compiled once and asked often, from any thread.</summary>
/// <remarks>Nothing is ever fetched. Numbers are compared exactly. Depth, work and the time of patterns are bounded: a value that
/// would take more is not valid, and the error says so.</remarks>
internal sealed class JsonSchema
{
    private JsonSchema(SchemaNode root) => Root = root;

    internal SchemaNode Root { get; }

    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">An object, <c>true</c> or <c>false</c>. It must stay readable as long as the schema is used.</param>
    /// <param name="options">Formats, known documents, limits.</param>
    /// <exception cref="JsonSchemaException">It is no schema, or refers to what is not there.</exception>
    public static JsonSchema Compile(JsonElement schema, JsonSchemaOptions? options = null)
    {
        try
        {
            return new(SchemaCompiler.Compile(schema, options ?? JsonSchemaOptions.Default));
        }
        catch (InvalidOperationException)
        {
            // The one way in which reading a JsonElement of the right kind can fail.
            throw new JsonSchemaException("", "holds text that is not valid Unicode");
        }
    }

    /// <summary>Compiles a schema from its text.</summary>
    /// <param name="utf8">The schema, as UTF-8.</param>
    /// <param name="options">Formats, known documents, limits.</param>
    /// <exception cref="JsonSchemaException">It is no schema, or refers to what is not there.</exception>
    public static JsonSchema Compile(ReadOnlySpan<byte> utf8, JsonSchemaOptions? options = null)
    {
        JsonElement schema;
        try
        {
            schema = JsonElement.Parse(utf8);
        }
        catch (JsonException e)
        {
            throw new JsonSchemaException("", $"is not JSON: {e.Message}");
        }
        return Compile(schema, options);
    }

    /// <summary>Whether a value is valid.</summary>
    /// <param name="value">Any JSON value.</param>
    public bool IsValid(JsonElement value) => Check(value, errors: null);

    /// <summary>Whether a value is valid, and what is wrong with it if not.</summary>
    /// <param name="value">Any JSON value.</param>
    /// <param name="errors">Takes what is wrong, field by field.</param>
    public bool Validate(JsonElement value, ArgumentErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        // Asked first without errors, since nearly all values are valid and need no record of the way through the schema.
        return Check(value, errors: null) || Check(value, errors);
    }

    private bool Check(JsonElement value, ArgumentErrors? errors)
    {
        var evaluation = new Evaluation(errors);
        var before = evaluation.Mark;
        string? failure;
        try
        {
            if (Root.Check(value, evaluation, seen: null) && evaluation.GaveUp is null)
                return true;
            failure = evaluation.GaveUp;
        }
        catch (InvalidOperationException)
        {
            failure = "holds text that is not valid Unicode";
        }
        if (failure is not null || evaluation.Mark == before)
            errors?.Add("", failure ?? "is not valid");
        return false;
    }
}
