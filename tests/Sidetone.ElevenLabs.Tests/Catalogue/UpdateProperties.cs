using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

/// <summary>Whatever is stored: an update brings it in step, in one go, and takes nothing from the platform that is its own.</summary>
public sealed class UpdateProperties
{
    private static readonly Tool s_tool = Tool.Create(
        "order", "Orders.",
        """
        {"type":"object","required":["sku","lines"],"properties":{"sku":{"type":"string","description":"The sku."},"count":{"type":"integer"},"speed":{"type":"string","enum":["a","b"]},
        "ship":{"type":"object","properties":{"street":{"type":"string"},"zip":{"type":"string"}},"required":["zip"]},"lines":{"type":"array","items":{"type":"object","properties":{"sku":{"type":"string"},"count":{"type":"number"}}}}}}
        """,
        _ => "");

    private static readonly string[] s_names = ["sku", "Sku", "count", "speed", "ship", "lines", "street", "zip", "caller"];

    private static readonly Gen<string> s_extras = Gen.Elements(
        "", "", "", ""","dynamic_variable":"v" """, ""","constant_value":7""", ""","is_omitted":true""", ""","is_system_provided":true""", ""","enum":["a","c"]""", ""","allowed_values":{"dynamic_variable":"v"}""", ""","new":{"x":1}""");

    [Fact]
    public void An_update_brings_in_step_and_a_second_one_changes_nothing() => Prop.ForAll(Stored().ToArbitrary(), static stored =>
    {
        var config = (ClientToolConfig)ToolConfig.Parse(stored);
        var updated = config.UpdatedFrom(s_tool);
        var left = CatalogueDifference.Between([s_tool], [StoredTool.Parse(new JsonObject { ["id"] = "t", ["tool_config"] = updated.Json.DeepClone() }.ToJsonString())]);
        return (left.IsEmpty && JsonNode.DeepEquals(updated.Json, updated.UpdatedFrom(s_tool).Json) && JsonNode.DeepEquals(config.Json, JsonNode.Parse(stored))).Label(stored + "\n" + left);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithQuietOnSuccess(true));

    [Fact]
    public void What_the_platform_fills_in_beside_our_arguments_stays() => Prop.ForAll(Stored().ToArbitrary(), static stored =>
    {
        var config = (ClientToolConfig)ToolConfig.Parse(stored);
        var (had, has) = (config.Parameters, config.UpdatedFrom(s_tool).Parameters!);
        return had is null || had.Properties.All(property => property.Value.IsFromModel || property.Key is "sku" or "count" or "speed" or "ship" or "lines"
            || (has.Properties.TryGetValue(property.Key, out var kept) && JsonNode.DeepEquals(kept.Json, property.Value.Json) && has.Required.Contains(property.Key) == had.Required.Contains(property.Key)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithQuietOnSuccess(true));

    private static Gen<string> Stored() =>
        from parameters in Gen.OneOf(Gen.Constant("null"), Object(2, ""))
        from name in Gen.Elements("order", "Order", "other")
        from rest in Gen.Elements("", ""","expects_response":true,"response_timeout_secs":-1""", ""","response_timeout_secs":33,"execution_mode":"async" """, ""","disable_interruptions":true""")
        select $$"""{"type":"client","name":"{{name}}","description":"D.","parameters":{{parameters}}{{rest}}}""";

    private static Gen<string> Property(int depth) =>
        from extras in s_extras
        from literal in Gen.Elements("string", "integer", "number", "boolean").Select(type => $$"""{"type":"{{type}}","description":"D."{{extras}}}""")
        from several in Gen.Constant($$"""{"type":["string","integer"],"description":""{{extras}}}""")
        from whole in depth == 0 ? Gen.Constant("{}") : Object(depth - 1, extras)
        from list in depth == 0 ? Gen.Constant("{}") : Property(depth - 1).Select(items => $$"""{"type":"array","description":"D.","items":{{items}}{{extras}}}""")
        from one in Gen.Elements(literal, literal, several, whole, list)
        select one;

    private static Gen<string> Object(int depth, string extras) =>
        from names in Gen.SubListOf(s_names)
        from properties in Property(depth).ListOf(s_names.Length)
        from required in Gen.SubListOf(s_names)
        from constraints in Gen.Elements("", ""","required_constraints":{"any_of":[{"required":["caller"]}]}""")
        select $$"""{"type":"object","description":"O.","properties":{{{string.Join(',', names.Zip(properties, static (name, property) => $"\"{name}\":{property}"))}}},"required":[{{string.Join(',', required.Where(names.Contains).Select(static name => $"\"{name}\""))}}]{{constraints}}{{extras}}}""";
}
