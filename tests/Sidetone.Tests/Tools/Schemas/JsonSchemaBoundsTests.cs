using System.Diagnostics;
using System.Text.Json;
using Sidetone.Tools;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tests.Tools.Schemas;

/// <summary>Schemas and values come from strangers: nothing they hold takes long, overflows the stack or fetches anything.</summary>
public sealed class JsonSchemaBoundsTests
{
    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"$ref":"#/$defs/a","$defs":{"a":{"allOf":[{"$ref":"#/$defs/b"}]},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}}}""")]
    public void A_reference_in_a_circle_is_refused(string schema) => Assert.Contains("never end", Refusal(schema), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"$ref":"#/$defs/b","$defs":{"a":{}}}""", "there is nothing at \"b\"")]
    [InlineData("""{"$ref":"#b"}""", "no schema has the anchor \"b\"")]
    [InlineData("""{"$ref":"https://example.com/order.json"}""", "Nothing is fetched")]
    [InlineData("""{"type":"strng"}""", "did you mean 'string'?")]
    [InlineData("""{"properties":{"a":{"minimum":"5"}}}""", "#/properties/a: \"minimum\" must be a number")]
    [InlineData("""{"properties":[]}""", "must be an object of schemas")]
    [InlineData("""{"pattern":"("}""", "no regular expression")]
    [InlineData("""{"required":"a"}""", "must be a list")]
    [InlineData("""[]""", "must be a schema")]
    [InlineData("""{""", "is not JSON")]
    public void A_broken_schema_is_refused_in_words_that_say_what_to_change(string schema, string expected) =>
        Assert.Contains(expected, Refusal(schema), StringComparison.Ordinal);

    [Fact]
    public void Too_many_subschemas_are_refused() =>
        Assert.Contains("limit is 10000", Refusal("{\"anyOf\":[" + string.Join(',', Enumerable.Repeat("{}", 10_001)) + "]}"), StringComparison.Ordinal);

    [Fact]
    public void A_long_chain_of_references_is_no_deep_stack()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 4000).Select(static i => $"\"d{i}\":{{\"$ref\":\"#/$defs/d{i + 1}\"}}"));
        var schema = JsonSchema.Compile(JsonElement.Parse("{\"$ref\":\"#/$defs/d0\",\"$defs\":{" + definitions + ",\"d4000\":{\"type\":\"string\"}}}"));
        var errors = new ArgumentErrors();
        Assert.False(schema.Validate(JsonElement.Parse("\"x\""), errors));
        Assert.Equal("is nested too deeply", Assert.Single(errors.Told).Message);
    }

    [Fact]
    public void Alternatives_that_multiply_are_given_up()
    {
        var schema = JsonSchema.Compile("""{"$ref":"#/$defs/t","$defs":{"t":{"properties":{"c":{"anyOf":[{"$ref":"#/$defs/t"},{"$ref":"#/$defs/t"}]}},"required":["never"]}}}"""u8);
        var errors = new ArgumentErrors();
        var value = string.Concat(Enumerable.Repeat("{\"never\":1,\"c\":", 60)) + "{}" + new string('}', 60);
        var clock = Stopwatch.StartNew();
        Assert.False(schema.Validate(JsonElement.Parse(value), errors));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5));
        Assert.True(errors.Count > 0);
    }

    [Fact]
    public void A_pattern_that_takes_too_long_is_an_error_also_under_not()
    {
        const string Evil = """{"items":{"not":{"pattern":"^(a+)+$"}}}""";
        var errors = new ArgumentErrors();
        var text = "\"" + new string('a', 40) + "!\"";
        var clock = Stopwatch.StartNew();
        Assert.False(JsonSchema.Compile(JsonElement.Parse(Evil)).Validate(JsonElement.Parse("[" + string.Join(',', Enumerable.Repeat(text, 50)) + "]"), errors));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3));
        Assert.Contains("too long", Assert.Single(errors.Told).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Unique_items_of_a_long_list_are_found_in_linear_time()
    {
        var schema = JsonSchema.Compile("""{"uniqueItems":true}"""u8);
        var clock = Stopwatch.StartNew();
        Assert.True(schema.IsValid(JsonElement.Parse("[" + string.Join(',', Enumerable.Range(0, 50_000)) + "]")));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("1e1000000000", false)]
    [InlineData("9007199254740993", false)]
    [InlineData("9007199254740992", true)]
    [InlineData("0.1e1", true)]
    public void Numbers_are_compared_exactly_however_large(string number, bool valid) =>
        Assert.Equal(valid, JsonSchema.Compile("""{"type":"integer","maximum":9007199254740992}"""u8).IsValid(JsonElement.Parse(number)));

    [Fact]
    public void Half_of_a_surrogate_pair_is_an_error_and_no_exception()
    {
        var errors = new ArgumentErrors();
        Assert.False(JsonSchema.Compile("""{"pattern":"a"}"""u8).Validate(JsonElement.Parse("""{"a":"\ud800"}""").GetProperty("a"), errors));
        Assert.Equal(1, errors.Count);
    }

    [Fact]
    public void Compiled_once_it_is_asked_from_many_threads()
    {
        var schema = JsonSchema.Compile("""{"properties":{"a":{"anyOf":[{"type":"string","pattern":"^x"},{"type":"integer"}]}}}"""u8);
        Parallel.For(0, 2000, i => Assert.Equal(i % 2 == 0, schema.IsValid(JsonElement.Parse(i % 2 == 0 ? """{"a":"xy"}""" : """{"a":"y"}"""))));
    }

    private static string Refusal(string schema) =>
        Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile(System.Text.Encoding.UTF8.GetBytes(schema))).Message;
}
