using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.ElevenLabs.Catalogue;
using static Sidetone.ElevenLabs.Tests.Catalogue.ScriptedPlatform;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

/// <summary>What is read, looked at through every property, and sent back is what was read.</summary>
public sealed class RoundTripTests
{
    private const string Webhook = """
        {"type":"webhook","name":"find_order","description":"Finds an order.","response_timeout_secs":30,"disable_interruptions":false,"force_pre_tool_speech":true,"pre_tool_speech":"force",
        "assignments":[{"source":"response","dynamic_variable":"customer","value_path":"data.0.id","sanitize":true,"preserve_native_type":true,"later":1}],
        "tool_call_sound":"elevator2","tool_call_sound_behavior":"always","tool_error_handling_mode":"passthrough",
        "dynamic_variables":{"dynamic_variable_placeholders":{"a":"x","b":1.5,"c":true,"d":[1,{"e":null}]}},"execution_mode":"post_tool_speech",
        "api_schema":{"request_headers":{"X-Text":"plain","X-Secret":{"secret_id":"s"},"X-Variable":{"variable_name":"v"},"X-Env":{"env_var_label":"l"},"X-New":{"vault":1}},
        "url":"https://example.com/orders/{order_id}","method":"POST","path_params_schema":{"order_id":{"type":"string","description":"The id.","dynamic_variable":"","constant_value":"","enum":null,"is_system_provided":false,"is_omitted":false}},
        "query_params_schema":{"properties":{"q":{"type":["string","integer"],"description":"","constant_value":7}},"required":["q"]},
        "request_body_schema":{"type":"object","required":["lines"],"description":"The order.","properties":{"lines":{"type":"array","description":"Lines.","items":{"type":"object","properties":{"sku":{"type":"string","description":"S","enum":["a","b"]}}}}},"required_constraints":{"any_of":[{"required":["lines"]}],"all_of":[]}},
        "response_body_schema":{"type":"object","properties":{}},"response_filter":{"mode":"allow","filters":["data.id"],"content_type":"application/json"},
        "content_type":"application/x-www-form-urlencoded","auth_resolved_params":["order_id"],"auth_connection":{"auth_connection_id":"ac"},"later":{"x":[]}},
        "follow_redirects":true,"follow_redirects_allowed_domains":["example.com"],"interruption_mode":"disable_during_tool_and_turn","not_yet_invented":[null,{"deep":{"er":1}}]}
        """;

    private const string System = """{"type":"system","name":"transfer_to_number","description":"","response_timeout_secs":20,"params":{"system_tool_type":"transfer_to_number","transfers":[{"custom_sip_headers":[{"type":"static","key":"k","value":"v"}],"transfer_destination":{"type":"sip_uri","sip_uri":"sip:x"},"transfer_type":"conference","condition":"c"}],"enable_client_message":true}}""";

    private const string Client = """{"type":"client","name":"show","description":"Shows.","parameters":{"type":"object","required":["a"],"description":"","properties":{"a":{"type":"number","description":"A"},"b":{"type":"boolean","description":"","dynamic_variable":"dv"}}},"expects_response":true,"dynamic_variables":{"dynamic_variable_placeholders":{}},"execution_mode":"async","response_timeout_secs":-1}""";

    [Theory]
    [InlineData(Webhook)]
    [InlineData(System)]
    [InlineData(Client)]
    [InlineData("""{"type":"mcp","value":{"anything":[1,2]}}""")]
    [InlineData("""{"type":"api_integration_webhook","name":"n","integration":{"x":1}}""")]
    [InlineData("""{"name":"no kind"}""")]
    public async Task Every_kind_of_tool_comes_back_as_it_went(string config)
    {
        var platform = new ScriptedPlatform(Json($$"""{"id":"t","tool_config":{{config}}}"""));
        var tools = platform.Client().Tools;
        var tool = await tools.GetAsync("t", cancellationToken: Cancel);
        LookAtAll(tool);
        await tools.UpdateAsync(tool, Cancel);
        var sent = JsonNode.Parse(platform.Requests[1].Body)!["tool_config"]!;
        Assert.Equal(JsonNode.Parse(config)!.ToJsonString(), sent.ToJsonString());
    }

    [Fact]
    public void Each_member_of_a_webhook_is_read_by_its_property()
    {
        var tool = Assert.IsType<WebhookToolConfig>(ToolConfig.Parse(Webhook));
        Assert.Equal((ToolType.Webhook, "find_order", TimeSpan.FromSeconds(30)), (tool.Type, tool.Name, tool.ResponseTimeout));
        Assert.Equal((PreToolSpeech.Force, InterruptionMode.DisableDuringToolAndTurn, ToolCallSound.Elevator2), (tool.PreToolSpeech, tool.Interruption, tool.CallSound));
        Assert.Equal((ToolCallSoundBehavior.Always, ToolErrorHandling.Passthrough, ToolExecutionMode.PostToolSpeech), (tool.CallSoundBehavior, tool.ErrorHandling, tool.ExecutionMode));
        Assert.Equal((true, "example.com"), (tool.FollowRedirects, tool.RedirectDomains.Single()));
        var assignment = Assert.Single(tool.Assignments);
        Assert.Equal(("response", "customer", "data.0.id", true, true), (assignment.Source, assignment.DynamicVariable, assignment.ValuePath, assignment.Sanitize, assignment.PreserveNativeType));
        Assert.Equal(4, tool.DynamicVariables!.Placeholders!.Count);

        var api = tool.Api;
        Assert.Equal((HttpMethod.Post, "https://example.com/orders/{order_id}", "application/x-www-form-urlencoded"), (api.Method, api.Url, api.ContentType));
        Assert.Equal(("plain", "s", "v", "l"), (api.RequestHeaders["X-Text"].Text, api.RequestHeaders["X-Secret"].SecretId, api.RequestHeaders["X-Variable"].VariableName, api.RequestHeaders["X-Env"].EnvironmentLabel));
        Assert.True(api.PathParameters["order_id"].IsFromModel);
        var query = Assert.IsType<LiteralSchema>(api.QueryParameters!.Properties["q"]);
        Assert.Equal([SchemaType.String, SchemaType.Integer], query.Types);
        Assert.False(query.IsFromModel);
        var lines = Assert.IsType<ArraySchema>(api.RequestBody!.Properties["lines"]);
        Assert.Equal(["a", "b"], Assert.IsType<LiteralSchema>(Assert.IsType<ObjectSchema>(lines.Items).Properties["sku"]).Enum);
        Assert.NotNull(api.RequestBody.RequiredConstraints);
        Assert.Equal((ResponseFilterMode.Allow, "data.id", "ac"), (api.ResponseFilter!.Mode, api.ResponseFilter.Filters.Single(), api.AuthConnection!.Id));
    }

    [Fact]
    public void Whatever_a_server_sends_instead_nothing_throws_and_nothing_is_lost()
    {
        var value = Gen.Elements("null", "7", "-1.5e300", "\"text\"", "\"\\ud800\"", "true", "[]", "[null,[1]]", "{}", "{\"type\":\"array\"}", "{\"properties\":{\"a\":7,\"b\":{\"items\":[]}}}");
        string[] names =
        [
            "type", "name", "description", "response_timeout_secs", "interruption_mode", "disable_interruptions", "pre_tool_speech", "assignments", "tool_call_sound",
            "parameters", "expects_response", "dynamic_variables", "execution_mode", "api_schema", "follow_redirects", "params", "value", "unknown",
        ];
        var config = from kind in Gen.Elements("client", "webhook", "system", "mcp", "new")
                     from members in Gen.ListOf(Gen.Zip(Gen.Elements(names), value))
                     select $$"""{"type":"{{kind}}",{{string.Concat(members.Where(m => m.Item1 != "type").DistinctBy(m => m.Item1).Select(m => $"\"{m.Item1}\":{m.Item2},"))}}"end":0}""";
        Prop.ForAll(config.ToArbitrary(), json =>
        {
            var tool = StoredTool.Parse($$"""{"id":"t","tool_config":{{json}}}""");
            var before = tool.Json.ToJsonString();
            LookAtAll(tool);
            return before == tool.Json.ToJsonString();
        }).QuickCheckThrowOnFailure();
    }

    private static void LookAtAll(object seen)
    {
        foreach (var property in seen.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0))
        {
            var value = property.GetValue(seen);
            if (value is CatalogueObject next)
                LookAtAll(next);
            else if (value is IEnumerable<CatalogueObject> many)
                many.ToList().ForEach(LookAtAll);
            else if (value is IReadOnlyDictionary<string, PropertySchema> map)
                map.Values.ToList().ForEach(LookAtAll);
        }
    }
}
