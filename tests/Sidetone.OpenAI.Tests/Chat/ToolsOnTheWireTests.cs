using System.ComponentModel;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class ToolsOnTheWireTests
{
    private const string Schema = """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""";
    private const string Written = $$$"""[{"type":"function","function":{"name":"weather","description":"Tells the weather.","parameters":{{{Schema}}}}}]""";

    private static readonly AIFunctionDeclaration s_weather = AIFunctionFactory.CreateDeclaration("weather", "Tells the weather.", JsonElement.Parse(Schema));

    [Fact]
    public async Task A_declaration_goes_out_with_its_schema_untouched() => Assert.Equal(
        $",\"tools\":{Written}", await WireAsync(new ChatOptions { Tools = [s_weather] }));

    [Fact]
    public async Task A_function_that_could_be_invoked_is_only_declared()
    {
        var function = AIFunctionFactory.Create(([Description("Where.")] string city) => city, "echo");

        Assert.Equal(
            $$$""","tools":[{"type":"function","function":{"name":"echo","parameters":{{{function.JsonSchema.GetRawText()}}}}}]""",
            await WireAsync(new ChatOptions { Tools = [function] }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_declaration_says_itself_whether_it_is_strict(bool strict) => Assert.Equal(
        $$$""","tools":[{"type":"function","function":{"name":"t","parameters":{"type":"object"},"strict":{{{(strict ? "true" : "false")}}}}}]""",
        await WireAsync(new ChatOptions { Tools = [new Declared(strict)] }));

    public static TheoryData<ChatToolMode?, string> Modes => new()
    {
        { null, "" },
        { ChatToolMode.Auto, ",\"tool_choice\":\"auto\"" },
        { ChatToolMode.None, ",\"tool_choice\":\"none\"" },
        { ChatToolMode.RequireAny, ",\"tool_choice\":\"required\"" },
        { ChatToolMode.RequireSpecific("weather"), ",\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}" },
    };

    [Theory, MemberData(nameof(Modes), DisableDiscoveryEnumeration = true)]
    public async Task How_freely_the_model_may_choose_has_its_field(ChatToolMode? mode, string written) => Assert.Equal(
        $",\"tools\":{Written}{written}", await WireAsync(new ChatOptions { Tools = [s_weather], ToolMode = mode }));

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public async Task Calls_side_by_side_can_be_allowed_or_not(bool allowed, string written) => Assert.Equal(
        $",\"tools\":{Written},\"parallel_tool_calls\":{written}", await WireAsync(new ChatOptions { Tools = [s_weather], AllowMultipleToolCalls = allowed }));

    [Fact]
    public async Task Without_tools_nothing_is_said_of_how_to_choose_among_them() => Assert.Equal(
        "", await WireAsync(new ChatOptions { Tools = [], ToolMode = ChatToolMode.Auto, AllowMultipleToolCalls = true }));

    [Fact]
    public async Task A_tool_that_the_server_would_have_to_run_is_refused() => Assert.Equal(
        "Chat completions knows functions only, and the tool 'web_search' is a HostedWebSearchTool.",
        (await Assert.ThrowsAsync<NotSupportedException>(() => WireAsync(new ChatOptions { Tools = [new HostedWebSearchTool()] }))).Message);

    private static async Task<string> WireAsync(ChatOptions options)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Says("ok"));
        await server.Client().AskAsync(options);
        const string Start = """{"model":"m","messages":[{"role":"user","content":"hi"}]""";
        Assert.StartsWith(Start, server.Request.Body);
        return server.Request.Body[Start.Length..^1];
    }

    private sealed class Declared(bool strict) : AIFunctionDeclaration
    {
        public override string Name => "t";
        public override JsonElement JsonSchema { get; } = JsonElement.Parse("""{"type":"object"}""");
        public override IReadOnlyDictionary<string, object?> AdditionalProperties { get; } = new Dictionary<string, object?> { ["strict"] = strict };
    }
}
