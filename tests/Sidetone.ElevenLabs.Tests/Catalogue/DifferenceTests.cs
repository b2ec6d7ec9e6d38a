using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

public sealed class DifferenceTests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string","description":"The city."},"days":{"type":"integer"},"tags":{"type":"array","items":{"type":"string","enum":["a","b"]}}},"required":["city"]}""";

    private static readonly Tool s_weather = Tool.Create("get_weather", "Weather.", Schema, _ => "rain");

    private static StoredTool Stored(Action<ClientToolConfig>? change = null, string id = "tool_1")
    {
        var config = ClientToolConfig.From(s_weather);
        change?.Invoke(config);
        return StoredTool.Parse(new JsonObject { ["id"] = id, ["tool_config"] = config.Json }.ToJsonString());
    }

    private static ToolMismatch Only(Action<ClientToolConfig> change) => Assert.Single(CatalogueDifference.Between([s_weather], [Stored(change)]).Mismatches);

    private static void Change(ClientToolConfig config, string name, string json) => ((JsonObject)config.Parameters!.Json["properties"]!)[name] = JsonNode.Parse(json);

    [Fact]
    public void What_was_stored_from_a_tool_is_in_step_with_it()
    {
        var difference = CatalogueDifference.Between([s_weather], [Stored(), StoredTool.Parse("""{"id":"w","tool_config":{"type":"webhook","name":"other"}}""")]);
        Assert.True(difference.IsEmpty, difference.ToString());
        Assert.False(difference.IsBreaking);
    }

    [Fact]
    public void Defaults_that_the_platform_fills_in_are_no_difference()
    {
        var stored = Stored(config =>
        {
            Change(config, "city", """{"type":"string","description":"The city.","enum":null,"dynamic_variable":"","constant_value":"","is_system_provided":false,"is_omitted":false,"allowed_values":null}""");
            config.Parameters!.Json["dynamic_variable"] = "";
            config.Json["tool_call_sound"] = null;
            config.Json["interruption_mode"] = "allow";
            Change(config, "tags", """{"description":"The tags.","items":{"type":"string","description":"One of: The tags.","enum":["a","b"]}}""");
        });
        Assert.True(CatalogueDifference.Between([s_weather], [stored]).IsEmpty);
    }

    [Fact]
    public void A_tool_that_the_agent_does_not_have_is_missing_and_one_that_is_not_ours_is_extra()
    {
        var difference = CatalogueDifference.Between([s_weather, Tool.Create("ring", "", """{"type":"object"}""", _ => null)], [Stored(), Stored(config => config.Name = "old_tool", "tool_9")]);
        Assert.Equal([(MismatchKind.Missing, "ring"), (MismatchKind.Extra, "old_tool")], difference.Mismatches.Select(m => (m.Kind, m.ToolName)));
        Assert.True(difference.IsBreaking);
        Assert.Contains("(tool_9)", difference.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get_Weather")]
    [InlineData("getWeather")]
    [InlineData("get-weather")]
    public void A_name_that_differs_in_case_or_separators_is_named(string name)
    {
        var mismatch = Only(config => config.Name = name);
        Assert.Equal((MismatchKind.Name, true), (mismatch.Kind, mismatch.IsBreaking));
        Assert.Contains($"'{name}'", mismatch.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exact_name_is_preferred_and_a_second_one_is_told() =>
        Assert.Equal(
            [(MismatchKind.Extra, "Get_Weather"), (MismatchKind.Repeated, "get_weather")],
            CatalogueDifference.Between([s_weather], [Stored(c => c.Name = "Get_Weather", "a"), Stored(id: "b"), Stored(id: "b"), Stored(id: "c")]).Mismatches.Select(m => (m.Kind, m.ToolName)));

    [Fact]
    public void A_result_that_the_agent_would_not_read_is_told()
    {
        var mismatch = Only(config => config.ExpectsResponse = false);
        Assert.Equal((MismatchKind.ExpectsResponse, true), (mismatch.Kind, mismatch.IsBreaking));
    }

    [Theory]
    [InlineData(29, true)]
    [InlineData(120, false)]
    [InlineData(-1, false)]
    public void A_wait_that_is_too_short_breaks_and_one_that_is_too_long_drifts(int seconds, bool breaks)
    {
        var mismatch = Only(config => config.Json["response_timeout_secs"] = seconds);
        Assert.Equal((MismatchKind.Timeout, breaks), (mismatch.Kind, mismatch.IsBreaking));
    }

    [Theory]
    [InlineData(30)]
    [InlineData(33)]
    public void A_wait_within_the_margin_is_in_step(int seconds) =>
        Assert.True(CatalogueDifference.Between([s_weather], [Stored(config => config.Json["response_timeout_secs"] = seconds)]).IsEmpty);

    [Theory]
    [InlineData("city", """{"type":"integer","description":"The city."}""", "city", "'city' is string here, and integer on the platform", true)]
    [InlineData("city", """{"type":["string","integer"],"description":"The city."}""", "city", "'city' is string here, and string or integer on the platform", true)]
    [InlineData("city", """{"type":"string","description":"Town."}""", "city", "'city' is described on the platform as \"Town.\", here as \"The city.\"", false)]
    [InlineData("unit", """{"type":"string","description":"U"}""", "unit", "'unit' is not known here; the platform asks the model for it", false)]
    [InlineData("tags", """{"type":"array","description":"The tags.","items":{"type":"string","description":"One of: The tags.","enum":["a","c"]}}""", "tags[]", "'tags[]' may be a, b here, and a, c on the platform", true)]
    [InlineData("tags", """{"type":"array","description":"The tags."}""", "tags", "'tags' is a list of string here, and of anything on the platform", true)]
    public void A_changed_argument_is_named_with_both_sides(string name, string json, string path, string message, bool breaks)
    {
        var mismatch = Only(config => Change(config, name, json));
        Assert.Equal((MismatchKind.Schema, message, breaks), (mismatch.Kind, mismatch.Message, mismatch.IsBreaking));
        Assert.StartsWith(path, mismatch.Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_argument_a_misspelt_one_and_a_requirement_are_named()
    {
        Assert.Equal("'days' is not known to the platform", Only(config => ((JsonObject)config.Parameters!.Json["properties"]!).Remove("days")).Message);
        Assert.Equal("'city' is required here, and optional on the platform", Only(config => config.Parameters!.Required = []).Message);
        Assert.Equal("'days' is optional here, and required on the platform", Only(config => config.Parameters!.Required = ["city", "days"]).Message);
        var misspelt = Only(config =>
        {
            var properties = (JsonObject)config.Parameters!.Json["properties"]!;
            properties["Days"] = properties["days"]!.DeepClone();
            properties.Remove("days");
        });
        Assert.Equal(("'days' is 'Days' on the platform", true), (misspelt.Message, misspelt.IsBreaking));
    }

    [Fact]
    public void An_argument_that_the_platform_fills_in_is_its_own_affair() =>
        Assert.True(CatalogueDifference.Between([s_weather], [Stored(config =>
        {
            Change(config, "city", """{"type":"string","dynamic_variable":"home_city"}""");
            config.Parameters!.Required = [];
        })]).IsEmpty);

    [Fact]
    public void What_the_code_does_not_describe_is_for_the_platform_to_describe()
    {
        var stored = Stored(config => Change(config, "days", """{"type":"integer","description":"How many, at most a week."}"""));
        Assert.True(CatalogueDifference.Between([s_weather], [stored]).IsEmpty);
        Assert.Equal("How many, at most a week.", ((ClientToolConfig)stored.Config).UpdatedFrom(s_weather).Parameters!.Properties["days"].Description);
        Assert.Equal("'days' is described on the platform as \"\", here as \"The days.\"", Only(config => Change(config, "days", """{"type":"integer"}""")).Message);
    }

    [Fact]
    public void An_argument_that_is_required_here_may_not_be_left_out_by_the_platform()
    {
        var mismatch = Only(config => Change(config, "city", """{"type":"string","is_omitted":true}"""));
        Assert.Equal(("'city' is required here, and left out by the platform", true), (mismatch.Message, mismatch.IsBreaking));
    }

    [Fact]
    public void A_handler_without_a_schema_differs_only_where_it_would_not_be_heard()
    {
        var bare = new ClientTools().Add("get_weather", _ => "rain").Tools;
        Assert.True(CatalogueDifference.Between(bare, [Stored(config => config.ResponseTimeout = TimeSpan.FromSeconds(20))]).IsEmpty);
        Assert.Equal(MismatchKind.ExpectsResponse, Assert.Single(CatalogueDifference.Between(bare, [Stored(config => config.ExpectsResponse = false)]).Mismatches).Kind);
        Assert.Equal(MismatchKind.Name, Assert.Single(CatalogueDifference.Between(bare, [Stored(config => config.Name = "getWeather")]).Mismatches).Kind);
        var hurried = new ClientTools().Add("get_weather", _ => "rain", new ToolPolicy { Timeout = TimeSpan.FromSeconds(60) }).Tools;
        Assert.Equal(MismatchKind.Timeout, Assert.Single(CatalogueDifference.Between(hurried, [Stored()]).Mismatches).Kind);
    }

    [Fact]
    public void A_tool_that_cannot_be_stored_is_told_not_thrown()
    {
        var any = Tool.Create("get_weather", "Weather.", """{"type":"object","properties":{"x":{}}}""", _ => "");
        var mismatch = Assert.Single(CatalogueDifference.Between([any], [Stored()]).Mismatches);
        Assert.Equal((MismatchKind.Unsupported, "x"), (mismatch.Kind, mismatch.Path));
    }

    [Fact]
    public void A_stored_tool_brought_in_step_is_in_step()
    {
        var stored = Stored(config =>
        {
            config.Name = "GetWeather";
            config.Description = "old";
            config.ExpectsResponse = false;
            config.ResponseTimeout = TimeSpan.FromSeconds(5);
            config.Parameters = null;
        });
        var updated = ((ClientToolConfig)stored.Config).UpdatedFrom(s_weather);
        var difference = CatalogueDifference.Between([s_weather], [StoredTool.Parse(new JsonObject { ["id"] = "t", ["tool_config"] = updated.Json }.ToJsonString())]);
        Assert.True(difference.IsEmpty, difference.ToString());
    }
}
