using System.Text.Json;
using Sidetone.Tools;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tests.Tools.Schemas;

/// <summary>Messages are read by a model, which has one more try: they say where, what, and what would be right.</summary>
public sealed class JsonSchemaMessageTests
{
    [Theory]
    [InlineData("""{"properties":{"quantity":{"maximum":9}}}""", """{"quantity":12}""", "quantity must be at most 9, not 12")]
    [InlineData("""{"properties":{"quantity":{"exclusiveMinimum":0}}}""", """{"quantity":0}""", "quantity must be greater than 0, not 0")]
    [InlineData("""{"properties":{"color":{"enum":["red","green","blue"]}}}""", """{"color":"gren"}""", "color must be one of red, green, blue; did you mean 'green'?")]
    [InlineData("""{"properties":{"color":{"enum":["red","green"]}}}""", """{"color":7}""", "color must be one of red, green, not 7")]
    [InlineData("""{"properties":{"color":{"const":"red"}}}""", """{"color":"blue"}""", "color must be 'red', not 'blue'")]
    [InlineData("""{"properties":{"quantity":{}},"additionalProperties":false}""", """{"quantiy":1}""", " has no property 'quantiy'; did you mean 'quantity'?")]
    [InlineData("""{"required":["city"]}""", "{}", "city is required")]
    [InlineData("""{"required":["city"]}""", """{"City":1,"other":2}""", "city is required; 'City' is not its name")]
    [InlineData("""{"required":["city"],"properties":{"cities":{}}}""", """{"cities":1}""", "city is required")]
    [InlineData("""{"properties":{"items":{"items":{"properties":{"sku":{"type":"string"}}}}}}""", """{"items":[{},{"sku":5}]}""", "items[1].sku must be a string, not 5")]
    [InlineData("""{"properties":{"n":{"type":["integer","null"]}}}""", """{"n":"five"}""", "n must be an integer or null, not 'five'")]
    [InlineData("""{"properties":{"n":{"anyOf":[{"type":"string"},{"type":"integer"}]}}}""", """{"n":true}""", "n must be a string or an integer, not true")]
    [InlineData("""{"properties":{"n":{"oneOf":[{"const":"fast"},{"const":"slow"}]}}}""", """{"n":"fest"}""", "n must be one of fast, slow; did you mean 'fast'?")]
    [InlineData("""{"properties":{"n":{"minLength":1}}}""", """{"n":""}""", "n must not be empty")]
    [InlineData("""{"properties":{"n":{"maxLength":3}}}""", """{"n":"🐲🐲🐲🐲"}""", "n must have at most 3 characters, not 4")]
    [InlineData("""{"properties":{"n":{"multipleOf":0.1}}}""", """{"n":0.35}""", "n must be a multiple of 0.1, not 0.35")]
    [InlineData("""{"properties":{"n":{"pattern":"^[A-Z]{2}$"}}}""", """{"n":"x"}""", "n must match the pattern ^[A-Z]{2}$")]
    [InlineData("""{"properties":{"n":{"uniqueItems":true}}}""", """{"n":[1,2,1.0]}""", "n must not repeat an item, but [2] does")]
    [InlineData("""{"not":{"required":["a","b"]}}""", """{"a":1,"b":2}""", " must not have a together with b")]
    [InlineData("""{"dependentRequired":{"card":["expiry"]}}""", """{"card":1}""", "expiry is required where card is given")]
    public void A_message_says_where_what_and_what_would_be_right(string schema, string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Messages(schema, value)));

    [Theory]
    [InlineData("PT0.5S", true)]
    [InlineData("-PT1M30.25S", true)]
    [InlineData("-P1DT2H", true)]
    [InlineData("PT1.5H", false)]
    [InlineData("PT1.S", false)]
    [InlineData("PT.5S", false)]
    [InlineData("P1.5D", false)]
    [InlineData("--PT1S", false)]
    public void A_duration_that_we_write_ourselves_is_one(string text, bool isOne) =>
        Assert.Equal(isOne, JsonSchema.Compile(JsonElement.Parse("""{"format":"duration"}"""), new() { Formats = FormatAssertion.Tolerant })
            .Validate(JsonElement.Parse($"\"{text}\""), new ArgumentErrors()));

    private const string Payment = """
        {"oneOf":[
          {"properties":{"kind":{"const":"card"},"number":{"type":"string"}},"required":["kind","number"]},
          {"properties":{"kind":{"const":"cash"},"coins":{"type":"integer"}},"required":["kind","coins"]}]}
        """;

    [Theory]
    [InlineData("""{"kind":"cash"}""", "coins is required")]
    [InlineData("""{"kind":"crad"}""", "kind must be one of card, cash; did you mean 'card'?")]
    [InlineData("""{"number":"1"}""", "kind is required: one of card, cash")]
    public void The_branch_that_its_kind_names_is_the_one_that_is_explained(string value, string expected) =>
        Assert.Equal(expected, Assert.Single(Messages(Payment, value)));

    [Fact]
    public void Without_a_kind_the_closest_branch_is_explained()
    {
        const string Schema = """
            {"anyOf":[
              {"type":"object","required":["a","b","c"]},
              {"type":"object","properties":{"x":{"type":"integer"}},"required":["x"]}]}
            """;
        Assert.Equal("x must be an integer, not 'y'", Assert.Single(Messages(Schema, """{"x":"y"}""")));
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_told_once() =>
        Assert.Single(Messages("""{"properties":{"n":{"type":"string","enum":["a"],"const":"a"}}}""", """{"n":1}"""));

    [Fact]
    public void Few_errors_are_told_and_the_rest_is_counted()
    {
        var errors = new ArgumentErrors();
        JsonSchema.Compile("""{"items":{"type":"string"}}"""u8).Validate(JsonElement.Parse("[" + string.Join(',', Enumerable.Range(0, 100)) + "]"), errors);
        Assert.Equal((100, ArgumentErrors.MaxTold), (errors.Count, errors.Told.Count));
    }

    private static string[] Messages(string schema, string value)
    {
        var errors = new ArgumentErrors();
        Assert.False(JsonSchema.Compile(JsonElement.Parse(schema)).Validate(JsonElement.Parse(value), errors));
        return [.. errors.Told.Select(static e => $"{e.Path} {e.Message}")];
    }
}
