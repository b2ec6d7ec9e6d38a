using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Tests.Catalogue;

/// <summary>Stored tools as C#: it compiles, and its tools are those that are stored.</summary>
public sealed class PullTests
{
    private static readonly string[] s_stored =
    [
        """{"type":"client","name":"get_weather","description":"Looks up <the> weather & more.","expects_response":true,"response_timeout_secs":33,"parameters":{"type":"object","required":["city"],"properties":{"days":{"type":"integer","description":"How many."},"city":{"type":"string","description":"The city."},"user_id":{"type":"string","description":"","dynamic_variable":"system__caller_id"}}}}""",
        """{"type":"client","name":"placeOrder","description":"Places an order.","expects_response":true,"response_timeout_secs":20,"parameters":{"type":"object","required":["lines","class"],"properties":{"class":{"type":"string","description":"How fast.","enum":["next-day","24h","standard"]},"lines":{"type":"array","description":"What.","items":{"type":"object","description":"A line.","required":["line-sku"],"properties":{"line-sku":{"type":"string","description":"What is ordered."},"count":{"type":"number","description":"How many."}}}},"gift":{"type":"boolean","description":"Wrapped."}}}}""",
        """{"type":"client","name":"set_labels","description":"Sets labels.\n\nOnly when asked to:\n- once","expects_response":true,"response_timeout_secs":33,"parameters":{"type":"object","required":["labels"],"properties":{"labels":{"type":"object","description":"What. Any names and values.","properties":{}},"note":{"type":"object","description":"N.","required":[],"properties":{"text":{"type":"string","description":"First.\n\tSecond \u0022quoted\u0022."}}},"place":{"type":"string","description":"Where:\n1. here"}}}}""",
        """{"type":"client","name":"run-2_async","description":"Runs it.","expects_response":false,"response_timeout_secs":1}""",
    ];

    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    [Fact]
    public async Task What_is_pulled_compiles_without_a_warning_and_is_what_is_stored()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await PullAsync(platform, s_stored, "--namespace", "Shop.Voice", "--class", "ShopTools");
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
        var approved = Path.Combine(Folder(), "Pulled.txt");
        if (Environment.GetEnvironmentVariable("SIDETONE_RECORD") == "1")
            await File.WriteAllTextAsync(approved, ran.Output, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(approved, TestContext.Current.CancellationToken), ran.Output);

        var stored = platform.Tools.Values.Select(tool => StoredTool.Parse(tool.ToJsonString())).ToList();
        var difference = CatalogueDifference.Between(ToolsOf(ran.Output, "Shop.Voice.ShopTools"), stored);
        Assert.True(difference.IsEmpty, difference.ToString());
    }

    [Fact]
    public async Task What_no_parameter_can_be_named_is_left_out_and_said()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await PullAsync(platform, ["""{"type":"client","name":"find","description":"Finds.","parameters":{"type":"object","properties":{"order-id":{"type":"string","description":"Which."}}}}"""]);
        Assert.Equal((1, "left out  find: its argument 'order-id' cannot be the name of a C# parameter; rename it on the platform\n"), (ran.ExitCode, ran.Error));
        Assert.Single(ToolsOf(ran.Output, "AgentTools"));
    }

    [Fact]
    public async Task Of_two_tools_of_a_name_the_first_is_written()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await PullAsync(platform, [s_stored[^1], s_stored[^1]]);
        Assert.Equal((1, "left out  'run-2_async': the agent has another tool of this name; detach one\n"), (ran.ExitCode, ran.Error));
        Assert.Single(ToolsOf(ran.Output, "AgentTools"));
    }

    [Fact]
    public async Task A_file_is_written_over_only_when_told_to()
    {
        await using var platform = await SmallPlatform.StartAsync();
        using var folder = new TemporaryFolder();
        var path = folder.File("Tools.cs");
        Assert.Equal((0, ""), await PullAsync(platform, s_stored, "--output", path) is var first ? (first.ExitCode, first.Output) : default);
        await File.WriteAllTextAsync(path, "mine", TestContext.Current.CancellationToken);
        var again = await PullAsync(platform, [], "--output", path);
        Assert.Equal((1, $"sidetone: {path} is there already. --force writes over it.\n"), (again.ExitCode, again.Error));
        Assert.Equal("mine", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        Assert.Equal(0, (await PullAsync(platform, [], "--output", path, "--force")).ExitCode);
        Assert.Contains("class AgentTools", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static Task<Ran> PullAsync(SmallPlatform platform, string[] stored, params string[] args)
    {
        foreach (var config in stored)
            platform.Store((JsonObject)JsonNode.Parse(config)!);
        return Tool.RunAsync("", ["tools", "pull", "--agent", "agent_1", "--base-url", platform.Address, .. args], new() { ["ELEVENLABS_API_KEY"] = SmallPlatform.Key });
    }

    private static IReadOnlyList<Sidetone.Tool> ToolsOf(string source, string className) =>
        (IReadOnlyList<Sidetone.Tool>)Assembly.Load(Compiled.Of(source)).GetType(className)!.GetProperty("Tools")!.GetValue(null)!;
}
