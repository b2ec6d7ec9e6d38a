using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

/// <summary>A tool of ours as the platform stores it.</summary>
public sealed class BridgeTests
{
    private static Tool Raw(string schema, ToolPolicy? policy = null) => Tool.Create("t", "d", schema, _ => "done", policy);

    private static string Parameters(string schema) => ClientToolConfig.From(Raw(schema)).Parameters!.Json.ToJsonString();

    private static string Property(string schema) => ClientToolConfig.From(Raw($$$"""{"type":"object","properties":{"orderId":{{{schema}}}}}""")).Parameters!.Properties["orderId"].Json.ToJsonString();

    [Fact]
    public void A_tool_of_a_class_is_stored_whole()
    {
        var config = ClientToolConfig.From(Desk.Tools.Single(tool => tool.Name == "place_order"));
        Assert.Equal(
            """{"type":"client","name":"place_order","description":"Places an order.","parameters":{"type":"object","properties":{"sku":{"type":"string","description":"As in the list."},"quantity":{"type":"integer","description":"The quantity. At least 1. At most 9."},"addresses":{"type":"array","description":"The addresses.","items":{"type":"object","description":"One of: The addresses.","properties":{"street":{"type":"string","description":"The street."},"zip":{"type":"string","description":"The zip."}},"required":["street"]}},"size":{"type":"string","description":"The size. Default: \u0022Small\u0022.","enum":["Small","Large"]}},"required":["sku","quantity","addresses"]},"expects_response":true,"response_timeout_secs":23}""",
            config.Json.ToJsonString());
    }

    [Fact]
    public void What_returns_nothing_is_not_waited_for()
    {
        var config = ClientToolConfig.From(Desk.Tools.Single(tool => tool.Name == "ring"));
        Assert.False(config.ExpectsResponse);
        Assert.Null(config.Parameters);
        Assert.Equal(TimeSpan.FromSeconds(33), config.ResponseTimeout);
    }

    [Theory]
    [InlineData(0.5, 4, "immediate")]
    [InlineData(117, 120, "immediate")]
    [InlineData(120, 120, "immediate")]
    [InlineData(121, -1, "async")]
    [InlineData(-1, -1, "async")]
    public void The_platform_waits_for_as_long_as_the_tool_may_take_and_we_need_to_say_so(double timeout, int waits, string mode)
    {
        var policy = new ToolPolicy { Timeout = timeout < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(timeout) };
        var config = ClientToolConfig.From(Raw("""{"type":"object"}""", policy));
        Assert.Equal(waits, (int)config.Json["response_timeout_secs"]!);
        Assert.Equal(mode, config.ExecutionMode.Value);
    }

    [Fact]
    public void A_protected_tool_is_not_to_be_interrupted() =>
        Assert.Equal(InterruptionMode.DisableDuringTool, ClientToolConfig.From(Raw("""{"type":"object"}""", new ToolPolicy { Interruption = OnInterruption.Protect })).Interruption);

    [Theory]
    [InlineData("""{"type":["string","null"],"description":"An id."}""", """{"type":"string","description":"An id."}""")]
    [InlineData("""{"anyOf":[{"type":"integer","minimum":1},{"type":"null"}],"description":"N"}""", """{"type":"integer","description":"N. At least 1."}""")]
    [InlineData("""{"enum":["a","b",null]}""", """{"type":"string","description":"The order id.","enum":["a","b"]}""")]
    [InlineData("""{"type":"integer","enum":[1,2]}""", """{"type":"integer","description":"The order id. One of 1, 2."}""")]
    [InlineData("""{"const":"x"}""", """{"type":"string","description":"The order id.","enum":["x"]}""")]
    [InlineData("""{"type":"string","format":"date","description":"When?"}""", """{"type":"string","description":"When? A date, YYYY-MM-DD."}""")]
    [InlineData("""{"type":"array","items":{"type":"number"},"maxItems":3}""", """{"type":"array","description":"The order id. At most 3 of them.","items":{"type":"number","description":"One of: The order id."}}""")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"boolean"}},"required":["a"],"additionalProperties":false}""", """{"type":"object","description":"The order id.","properties":{"a":{"type":"boolean","description":"The a."}},"required":["a"]}""")]
    public void An_argument_is_said_in_the_platforms_dialect(string schema, string expected) => Assert.Equal(expected, Property(schema));

    [Theory]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"},"description":"Tags"}""", "Tags. Any names, each with a value of type string.")]
    [InlineData("""{"type":"object","additionalProperties":{}}""", "The order id. Any names and values.")]
    [InlineData("""{"type":"object"}""", "The order id. Any names and values.")]
    public void A_dictionary_is_an_object_without_names_and_told_in_words(string schema, string description)
    {
        Assert.Equal($$"""{"type":"object","description":"{{description}}"}""", Property(schema));
        Assert.True(ClientToolConfig.From(Raw($$$"""{"type":"object","properties":{"orderId":{{{schema}}}}}""")).Parameters!.Properties["orderId"] is ObjectSchema { IsOpen: true });
    }

    [Fact]
    public void Names_beside_the_named_ones_are_told() =>
        Assert.Equal(
            """{"type":"object","description":"The order id. Other names are allowed.","properties":{"a":{"type":"boolean","description":"The a."}}}""",
            Property("""{"type":"object","properties":{"a":{"type":"boolean"}},"additionalProperties":{"type":"string"}}"""));

    [Fact]
    public void Arguments_without_any_name_cannot_be_said()
    {
        var failure = Assert.Throws<ToolSchemaException>(() => ClientToolConfig.From(Raw("""{"type":"object","additionalProperties":{"type":"string"}}""")));
        Assert.Contains("the names are not known", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_is_written_out_where_it_stands() =>
        Assert.Equal(
            """{"type":"object","properties":{"from":{"type":"string","description":"Start. At most 5 characters."},"to":{"type":"string","description":"A place. At most 5 characters."}}}""",
            Parameters("""{"type":"object","properties":{"from":{"$ref":"#/$defs/Place","description":"Start"},"to":{"$ref":"#/$defs/Place"}},"$defs":{"Place":{"type":"string","description":"A place.","maxLength":5}}}"""));

    [Theory]
    [InlineData("""{"a":{"anyOf":[{"type":"string"},{"type":"integer"}]}}""", "a", "one of several kinds")]
    [InlineData("""{"a":{"type":["string","integer"]}}""", "a", "one of several kinds")]
    [InlineData("""{"a":{"type":"array","items":{"type":"object","properties":{"b":{}}}}}""", "a[].b", "it may be anything")]
    [InlineData("""{"a":{"type":"array"}}""", "a", "a list of anything")]
    [InlineData("""{"a":{"$ref":"#/$defs/Node"}}""", "a.next", "it holds itself")]
    public void What_cannot_be_said_is_an_error_that_names_the_argument(string properties, string path, string why)
    {
        var tool = Raw($$"""{"type":"object","properties":{{properties}},"$defs":{"Node":{"type":"object","properties":{"next":{"$ref":"#/$defs/Node"} } } } }""");
        var failure = Assert.Throws<ToolSchemaException>(() => ClientToolConfig.From(tool));
        Assert.Equal(("t", path), (failure.ToolName, failure.Path));
        Assert.Contains($"'{path}' ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bringing_a_stored_tool_in_step_keeps_what_our_code_does_not_speak_of()
    {
        var stored = Assert.IsType<ClientToolConfig>(ToolConfig.Parse("""{"type":"client","name":"T","description":"old","tool_call_sound":"typing","parameters":{"type":"object","properties":{"user":{"type":"string","description":"","dynamic_variable":"user_id"},"gone":{"type":"string"},"n":{"type":"string"}}},"new":1,"response_timeout_secs":31}"""));
        var updated = stored.UpdatedFrom(Raw("""{"type":"object","properties":{"user":{"type":"string"},"n":{"type":"integer","description":"N."}}}"""));
        Assert.Equal(
            """{"type":"client","name":"t","description":"d","tool_call_sound":"typing","parameters":{"type":"object","properties":{"user":{"type":"string","description":"","dynamic_variable":"user_id"},"n":{"type":"integer","description":"N."}}},"new":1,"response_timeout_secs":31,"expects_response":true}""",
            updated.Json.ToJsonString());
        Assert.Equal("T", stored.Name);
    }

    [Fact]
    public void Arguments_that_the_platform_fills_in_stay_wherever_they_stand()
    {
        const string Stored = """
            {"type":"client","name":"t","description":"d","expects_response":true,"response_timeout_secs":33,"parameters":{"type":"object","description":"All.","required":["caller","lines"],"later":1,"properties":{
            "caller":{"type":"string","description":"","dynamic_variable":"system__caller_id"},
            "shop":{"type":"integer","constant_value":7},
            "trace":{"type":"string","is_system_provided":true},
            "lines":{"type":"array","description":"Old.","items":{"type":"object","description":"One line.","properties":{"sku":{"type":"string","description":"The sku.","enum":null},"desk":{"type":"string","dynamic_variable":"desk"}},"required":["desk"]}}}}}
            """;
        var config = Assert.IsType<ClientToolConfig>(ToolConfig.Parse(Stored));
        var updated = config.UpdatedFrom(Raw("""{"type":"object","properties":{"caller":{"type":"string"},"lines":{"type":"array","description":"Lines.","items":{"type":"object","properties":{"sku":{"type":"string"}}}}},"required":["lines"]}"""));
        var expected = Stored.Replace("\"Old.", "\"Lines.", StringComparison.Ordinal);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), updated.Json), updated.Json.ToJsonString());
    }

    [Fact]
    public void What_is_not_ours_of_an_argument_stays_and_what_no_longer_fits_goes()
    {
        var config = Assert.IsType<ClientToolConfig>(ToolConfig.Parse("""
            {"type":"client","name":"t","description":"d","expects_response":true,"response_timeout_secs":33,"parameters":{"type":"object","required":["account"],"required_constraints":{"any_of":[{"required":["gone"]}]},"properties":{
            "account":{"type":"string","description":"Which.","allowed_values":{"dynamic_variable":"my_accounts"},"property_kind":null,"enum":["a"]},
            "gone":{"type":"string","description":"G"},
            "skipped":{"type":"string","is_omitted":true}}}}
            """));
        var updated = config.UpdatedFrom(Raw("""{"type":"object","properties":{"account":{"type":"string","description":"Which one."},"skipped":{"type":"string","description":"S"}},"required":["account","skipped"]}"""));
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {"type":"client","name":"t","description":"d","expects_response":true,"response_timeout_secs":33,"parameters":{"type":"object","required":["account","skipped"],"properties":{
                "account":{"type":"string","description":"Which one.","allowed_values":{"dynamic_variable":"my_accounts"},"property_kind":null},
                "skipped":{"type":"string","description":"S"}}}}
                """),
            updated.Json), updated.Json.ToJsonString());
    }

    [Fact]
    public void A_handler_without_a_schema_leaves_the_stored_arguments_alone()
    {
        var config = Assert.IsType<ClientToolConfig>(ToolConfig.Parse("""{"type":"client","name":"t","description":"Does it.","expects_response":true,"parameters":{"type":"object","properties":{"a":{"type":"string","description":"A."}}}}"""));
        Assert.Equal(config.Json.ToJsonString(), config.UpdatedFrom(new ClientTools().Add("t", _ => "").Tools.Single()).Json.ToJsonString());
    }
}

public enum Size
{
    Small,
    Large,
}

public sealed record Address(string Street, string? Zip = null);

public static partial class Desk
{
    /// <summary>Places an order.</summary>
    /// <param name="sku">As in the list.</param>
    [Tool(TimeoutSeconds = 20)]
    public static string PlaceOrder(string sku, [Range(1, 9)] int quantity, IReadOnlyList<Address> addresses, Size size = Size.Small) => $"{sku} {quantity} {addresses} {size}";

    /// <summary>Rings a bell.</summary>
    [Tool]
    public static void Ring()
    {
    }
}
