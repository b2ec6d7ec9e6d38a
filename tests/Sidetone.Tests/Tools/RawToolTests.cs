using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Sidetone.Tools;

namespace Sidetone.Tests.Tools;

public sealed class RawToolTests
{
    private const string Order = """
        {"type":"object",
         "properties":{
           "sku":{"type":"string"},
           "quantity":{"type":"integer","minimum":1,"maximum":9},
           "gift":{"type":"boolean","default":false},
           "color":{"enum":["red","green"]},
           "note":{"type":["string","null"]},
           "lines":{"type":"array","items":{"type":"object","properties":{"n":{"type":"number"},"t":{"type":"string"}}}}},
         "required":["sku"]}
        """;

    [Theory]
    [InlineData("""{"sku":"a","quantity":2}""", """{"sku":"a","quantity":2,"gift":false}""")]
    [InlineData("""{ "quantity" : 2.0, "sku":"a" }""", """{"sku":"a","quantity":2,"gift":false}""")]
    [InlineData("""{"sku":"a","quantity":"2"}""", """{"sku":"a","quantity":2,"gift":false}""")]
    [InlineData("""{"sku":"a","quantity":"2e0"}""", """{"sku":"a","quantity":2,"gift":false}""")]
    [InlineData("""{"sku":4711}""", """{"sku":"4711","gift":false}""")]
    [InlineData("""{"sku":"a","gift":"true"}""", """{"sku":"a","gift":true}""")]
    [InlineData("""{"sku":"a","color":"Green"}""", """{"sku":"a","gift":false,"color":"green"}""")]
    [InlineData("""{"sku":"a","quantity":null,"gift":null,"note":null}""", """{"sku":"a","gift":false,"note":null}""")]
    [InlineData("""{"z":1,"sku":"a","b":[1.50,{"y":1,"x":2}]}""", """{"sku":"a","gift":false,"b":[1.5,{"x":2,"y":1}],"z":1}""")]
    [InlineData("""{"sku":"a","lines":[{"t":5,"n":"1.5"},{"n":null}]}""", """{"sku":"a","gift":false,"lines":[{"n":1.5,"t":"5"},{}]}""")]
    [InlineData("""{"sk\u0075":"\u00e9"}""", """{"sku":"é","gift":false}""")]
    public void Equal_arguments_are_equal_bytes(string arguments, string canonical) => Assert.Equal(canonical, Canonical(Order, arguments));

    [Theory]
    [InlineData("""{"sku":"a","quantity":"two"}""", "quantity must be an integer, not 'two'")]
    [InlineData("""{"sku":"a","quantity":"2.5"}""", "quantity must be an integer, not '2.5'")]
    [InlineData("""{"sku":"a","quantity":" 2"}""", "quantity must be an integer, not ' 2'")]
    [InlineData("""{"sku":"a","quantity":"007"}""", "quantity must be an integer, not '007'")]
    [InlineData("""{"sku":"a","quantity":12}""", "quantity must be at most 9, not 12")]
    [InlineData("""{"sku":"a","gift":"yes"}""", "gift must be a boolean, not 'yes'")]
    [InlineData("""{"sku":null}""", "sku must be a string, not null")]
    [InlineData("""{"sku":true}""", "sku must be a string, not true")]
    [InlineData("""{}""", "sku is required")]
    [InlineData("""{"sku":"a","sku":"b"}""", "sku is given more than once")]
    [InlineData("""{"sku":"a","x":1,"x":1}""", "x is given more than once")]
    [InlineData("""[]""", " must be an object, not an array")]
    public void Bad_arguments_never_reach_the_handler(string arguments, string expected) =>
        Assert.Equal(expected, Assert.Single(Errors(Order, arguments)));

    [Theory]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"null"}]}""", "\"2\"", "2")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"string"}]}""", "\"2\"", "\"2\"")]
    [InlineData("""{"type":["string","integer"]}""", "\"2\"", "\"2\"")]
    [InlineData("""{"type":["string","null"]}""", "2.50", "\"2.50\"")]
    [InlineData("""{"enum":[1,2]}""", "\"2\"", "2")]
    [InlineData("""{"enum":["A","a"]}""", "\"a\"", "\"a\"")]
    [InlineData("""{"$ref":"#/$defs/count"}""", "\"3\"", "3")]
    [InlineData("""{"allOf":[{"type":"number"},{"type":"integer"}]}""", "\"3\"", "3")]
    [InlineData("""{"oneOf":[{"properties":{"k":{"const":"a"},"n":{"type":"string"}},"required":["k"]},{"properties":{"k":{"const":"b"},"n":{"type":"integer"}},"required":["k"]}]}""", """{"n":"5","k":"b"}""", """{"k":"b","n":5}""")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"integer"}}""", """{"b":"2","a":"1"}""", """{"a":1,"b":2}""")]
    [InlineData("""{}""", "1e2", "100")]
    [InlineData("""{}""", "-0.0", "0")]
    [InlineData("""{}""", "12345678901234567890.10", "12345678901234567890.1")]
    [InlineData("""{}""", "0.000012", "0.000012")]
    [InlineData("""{}""", "1E400", "1e400")]
    public void A_value_is_read_beside_the_schema_only_where_that_is_exact(string schema, string value, string canonical) => Assert.Equal(
        $$"""{"v":{{canonical}}}""",
        Canonical("""{"type":"object","properties":{"v":""" + schema + """},"$defs":{"count":{"type":"integer"}}}""", $$"""{"v":{{value}}}"""));

    [Fact]
    public void An_unknown_property_is_refused_only_where_the_schema_is_closed()
    {
        Assert.Equal("""{"x":1}""", Canonical("""{"type":"object"}""", """{"x":1}"""));
        Assert.Equal(" has no property 'quantiy'; did you mean 'quantity'?", Assert.Single(Errors("""{"type":"object","properties":{"quantity":{}},"additionalProperties":false}""", """{"quantiy":1}""")));
    }

    [Fact]
    public void A_default_that_its_own_schema_refuses_is_not_filled_in() =>
        Assert.Equal("{}", Canonical("""{"type":"object","properties":{"a":{"type":"string","default":null}}}""", "{}"));

    [Theory]
    [InlineData("{")]
    [InlineData("{'sku':'a'}")]
    [InlineData("")]
    public void Malformed_JSON_is_the_executors_to_repair(string arguments) =>
        Assert.ThrowsAny<JsonException>(() => Tool(Order).Bind(Encoding.UTF8.GetBytes(arguments), new ArgumentErrors()));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_malformed() =>
        Assert.ThrowsAny<JsonException>(() => Tool(Order).Bind((byte[])[.. "{\"sku\":\""u8, 0xFF, .. "\"}"u8], new ArgumentErrors()));

    [Fact]
    public void Half_of_a_surrogate_pair_is_an_error() => Assert.Single(Errors(Order, """{"sku":"\ud800"}"""));

    [Fact]
    public void Alternatives_that_multiply_are_given_up_in_time()
    {
        const string Schema = """{"type":"object","properties":{"a":{"anyOf":[{"$ref":"#"},{"type":"integer"},{"$ref":"#"}]}},"required":["q"]}""";
        var clock = Stopwatch.StartNew();
        var arguments = string.Concat(Enumerable.Repeat("{\"q\":1,\"a\":", 50)) + "{}" + new string('}', 50);
        Assert.Contains("too large", Assert.Single(Errors(Schema, arguments)), StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3));
    }

    [Fact]
    public void A_recursive_schema_is_completed_as_deep_as_the_arguments_go() => Assert.Equal(
        """{"v":1,"next":{"v":2,"next":{"v":3}}}""",
        Canonical("""{"type":"object","properties":{"v":{"type":"integer"},"next":{"$ref":"#"}}}""", """{"next":{"next":{"v":"3"},"v":2.0},"v":"1"}"""));

    [Theory]
    [InlineData("""{"type":"array"}""", "Use \"type\": \"object\"")]
    [InlineData("""{"type":["object","null"]}""", "Use \"type\": \"object\"")]
    [InlineData("true", "must be a JSON object")]
    [InlineData("{", "is not JSON")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/b"}}}""", "there is nothing at \"$defs\"")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"int"}}}""", "must be one of")]
    public void A_schema_that_cannot_describe_arguments_is_refused_at_registration(string schema, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() => Tool(schema));
        Assert.Contains("'order'", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schema_without_a_type_is_given_one() =>
        Assert.Equal("""{"type":"object","properties":{"a":{}}}""", Tool("""{ "properties": { "a": {} } }""").JsonSchema.GetRawText());

    [Fact]
    public async Task The_handler_gets_the_completed_arguments()
    {
        string? seen = null;
        var tool = Sidetone.Tool.Create("order", "", """{"type":"object","properties":{"n":{"type":"integer","default":3}}}""", arguments =>
        {
            seen = arguments.GetRawText();
            return "done";
        });
        await tool.InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal("""{"n":3}""", seen);
    }

    [Fact]
    public void Formats_are_checked_but_a_time_may_leave_out_its_offset()
    {
        const string Schema = """{"type":"object","properties":{"at":{"format":"date-time"}}}""";
        Assert.Equal("""{"at":"2026-11-21T09:30:00"}""", Canonical(Schema, """{"at":"2026-11-21T09:30:00"}"""));
        Assert.Equal("at must be a date and time such as 2026-11-21T09:30:00, not 'tomorrow'", Assert.Single(Errors(Schema, """{"at":"tomorrow"}""")));
    }

    private static Tool Tool(string schema) => Sidetone.Tool.Create("order", "Orders.", schema, static _ => "ok");

    private static string Canonical(string schema, string arguments)
    {
        var errors = new ArgumentErrors();
        var call = Tool(schema).Bind(Encoding.UTF8.GetBytes(arguments), errors);
        Assert.True(call is not null, errors.ToMessage("order"));
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            call.WriteArguments(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string[] Errors(string schema, string arguments)
    {
        var errors = new ArgumentErrors();
        Assert.Null(Tool(schema).Bind(Encoding.UTF8.GetBytes(arguments), errors));
        return [.. errors.Told.Select(static e => $"{e.Path} {e.Message}")];
    }
}
