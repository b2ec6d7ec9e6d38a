using System.Text.Json.Nodes;
using Sidetone.Cli.Demo;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Cli.Tests.Catalogue;

/// <summary>The demo's order desk, and an agent that should have it.</summary>
public sealed class InStepTests
{
    private static string Webhook => """{"type":"webhook","name":"weather","description":"d","api_schema":{"url":"https://x.example"}}""";

    private const string Labels = """
        using System.Collections.Generic;
        using Sidetone;

        public sealed partial class LabelTools() : Toolset("labels")
        {
            /// <summary>Sets labels.</summary>
            /// <param name="labels">What to set.</param>
            [Tool]
            public string SetLabels(IReadOnlyDictionary<string, string> labels) => $"{labels.Count} set";
        }
        """;

    [Fact]
    public async Task An_agent_without_tools_lacks_them_all()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await platform.RunAsync("check");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error    place_order: the agent does not have it, and never calls it; store it and attach it to the agent\n", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith($"{OrderDesk.Tools.Count} differences from agent_1. 'sidetone tools push' brings it in step.\n", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_is_stored_but_not_attached_is_told_from_one_that_is_not_there()
    {
        await using var platform = await SmallPlatform.StartAsync();
        foreach (var name in new[] { "other", "another", "third" })
            platform.Store(new() { ["type"] = "client", ["name"] = name, ["description"] = "" }, isAttached: false);
        platform.Store(ConfigOf("find_order"), isAttached: false);      // on the second page
        Assert.Contains("error    find_order: stored as tool_4, but not attached to the agent, which never calls it\n", (await platform.RunAsync("check")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_mismatch_is_a_line_that_says_why()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, config =>
        {
            if ((string?)config["name"] == "find_order")
                (config["name"], config["expects_response"], config["response_timeout_secs"]) = ("Find_Order", false, 1);
        });
        var ran = await platform.RunAsync("check");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("error    find_order: the agent has it as 'Find_Order'; names must be equal in case and separators\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("error    find_order: expects_response is off, but it returns something: the agent would not read it\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("warning  find_order: the platform waits 1 s for it", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_push_leaves_alone_is_not_said_to_be_brought_in_step_by_it()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, _ => { });
        platform.Store(new() { ["type"] = "client", ["name"] = "another", ["description"] = "" });
        Assert.EndsWith("1 difference from agent_1. 'sidetone tools push' takes what the code does not have from the agent with --delete-extra only.\n", (await platform.RunAsync("check")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_only_says_what_it_would_do_until_it_is_told_to()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await platform.RunAsync("push");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains("would create place_order\n", ran.Output, StringComparison.Ordinal);
        Assert.EndsWith("Nothing was changed. --yes does it.\n", ran.Output, StringComparison.Ordinal);
        Assert.Empty(platform.Writes);
    }

    [Fact]
    public async Task After_a_push_the_agent_is_in_step_and_has_lost_nothing()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var webhook = platform.Store((JsonObject)JsonNode.Parse(Webhook)!);
        Assert.Equal(0, (await platform.RunAsync("push", "--yes")).ExitCode);
        Assert.Equal(OrderDesk.Tools.Count + 1, platform.Attached.Count);
        Assert.Contains(webhook, platform.Attached);

        Assert.Equal((0, $"{OrderDesk.Tools.Count} tools in step with agent_1.\n"), await CodeAndOutput(platform.RunAsync("check")));
        Assert.Equal((0, ""), await CodeAndOutput(platform.RunAsync("diff")));
        platform.Writes.Clear();
        Assert.Equal((0, "Nothing to do.\n"), await CodeAndOutput(platform.RunAsync("push", "--yes")));
        Assert.Empty(platform.Writes);
    }

    [Fact]
    public async Task An_update_keeps_what_only_the_platform_knows()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, config =>
        {
            config["tool_call_sound"] = "typing";
            if ((string?)config["name"] == "find_order")
                (config["name"], config["expects_response"]) = ("findOrder", false);
        });
        var ran = await platform.RunAsync("push", "--yes");
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("done  update findOrder, which becomes find_order (tool_", ran.Output, StringComparison.Ordinal);
        Assert.Single(platform.Writes);
        Assert.Equal(("typing", true), ((string?)platform.ConfigOf("find_order")["tool_call_sound"], (bool)platform.ConfigOf("find_order")["expects_response"]!));
        Assert.Equal(0, (await platform.RunAsync("check")).ExitCode);
    }

    [Fact]
    public async Task A_refused_field_is_named_and_the_next_push_goes_on_where_this_one_broke_off()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var posts = 0;
        platform.Refuse = http => http.Request.Method == "POST" && ++posts == 2
            ? (422, """{"detail":[{"loc":["body","tool_config","client","description"],"msg":"Field required","type":"missing"}]}""")
            : null;
        var ran = await platform.RunAsync("push", "--yes");
        Assert.Equal(3, ran.ExitCode);
        Assert.Single(ran.Output.Split('\n'), line => line.StartsWith("done  create ", StringComparison.Ordinal));
        Assert.Contains("body.tool_config.client.description: Field required", ran.Error, StringComparison.Ordinal);
        Assert.Contains($"attach {OrderDesk.Tools.Count} tools to agent_1. Run it again: what is done is not done twice.\n", ran.Error, StringComparison.Ordinal);
        Assert.Single(platform.Tools);

        Assert.Equal(0, (await platform.RunAsync("push", "--yes")).ExitCode);
        Assert.Equal(OrderDesk.Tools.Count, platform.Tools.Count);
        Assert.Equal(0, (await platform.RunAsync("check")).ExitCode);
    }

    [Fact]
    public async Task Extras_stay_unless_told_and_what_others_use_is_never_deleted()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, _ => { });
        var lonely = platform.Store(new() { ["type"] = "client", ["name"] = "lonely", ["description"] = "" });
        var shared = platform.Store(new() { ["type"] = "client", ["name"] = "shared", ["description"] = "" });
        platform.AlsoUsedBy[shared] = "Front desk";

        var ran = await platform.RunAsync("push", "--yes");
        Assert.Equal(1, ran.ExitCode);
        Assert.Contains($"left  lonely ({lonely}): not in the code; --delete-extra takes it from the agent\n", ran.Output, StringComparison.Ordinal);
        Assert.Empty(platform.Writes);

        ran = await platform.RunAsync("push", "--yes", "--delete-extra");
        Assert.Contains($"left  shared ({shared}): not deleted, others use it: Front desk\n", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(lonely, platform.Tools.Keys);
        Assert.Contains(shared, platform.Tools.Keys);
        Assert.Equal(0, (await platform.RunAsync("check")).ExitCode);
    }

    [Fact]
    public async Task What_another_branch_of_the_agent_uses_is_detached_and_not_deleted()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, _ => { });
        var old = platform.Store(new() { ["type"] = "client", ["name"] = "old", ["description"] = "" });
        platform.AlsoOnBranch[old] = "next";
        Assert.Contains($"left  old ({old}): not deleted, others use it: Desk, branch next\n", (await platform.RunAsync("push", "--yes", "--delete-extra")).Output, StringComparison.Ordinal);
        Assert.Equal((true, false), (platform.Tools.ContainsKey(old), platform.Attached.Contains(old)));
    }

    [Fact]
    public async Task A_branch_is_brought_in_step_and_what_the_main_one_uses_stays()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, _ => { });
        var old = platform.Store(new() { ["type"] = "client", ["name"] = "old", ["description"] = "" });
        platform.AlsoOnBranch[old] = "next";
        Assert.EndsWith("1 difference from agent_1, branch branch_next. 'sidetone tools push' takes what the code does not have from the agent with --delete-extra only.\n",
            (await platform.RunAsync("check", "--branch", "branch_next")).Output, StringComparison.Ordinal);
        var ran = await platform.RunAsync("push", "--yes", "--delete-extra", "--branch", "branch_next");
        Assert.Contains($"left  old ({old}): not deleted, others use it: agent_1, Desk, branch main\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal((true, false), (platform.Tools.ContainsKey(old), platform.Attached.Contains(old)));
        Assert.Equal(["GET branch_next", "GET branch_next", "GET branch_next", "PATCH branch_next"], platform.Branches);
    }

    [Theory]
    [InlineData("y\n", 0)]
    [InlineData(" yes \n", 0)]
    [InlineData("n\n", 1)]
    [InlineData("\n", 1)]
    [InlineData("", 1)]
    public async Task At_a_terminal_a_push_asks_and_only_a_yes_counts(string answer, int exitCode)
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await platform.RunAsync(new StringReader(answer), isInteractive: true, "push", "--class", "OrderDesk");
        Assert.Equal(exitCode, ran.ExitCode);
        Assert.Contains("\nDo it? [y/N] ", ran.Output, StringComparison.Ordinal);
        Assert.Equal(exitCode == 0 ? OrderDesk.Tools.Count : 0, platform.Attached.Count);
        Assert.Equal(exitCode != 0, ran.Output.EndsWith("Nothing was changed. --yes does it.\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_was_changed_while_the_question_stood_is_not_undone()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, config => config["expects_response"] = (string?)config["name"] != "find_order");
        var (id, stored) = platform.Tools.Single(tool => (string?)tool.Value["tool_config"]!["name"] == "find_order");
        var late = new Answer("y", () =>
        {
            stored["tool_config"]!["tool_call_sound"] = "typing";
            stored["response_mocks"] = new JsonArray(new JsonObject { ["mock_result"] = "A-1" });
        });
        Assert.Equal(0, (await platform.RunAsync(late, isInteractive: true, "push", "--class", "OrderDesk")).ExitCode);
        Assert.Equal(("typing", true), ((string?)platform.ConfigOf("find_order")["tool_call_sound"], (bool)platform.ConfigOf("find_order")["expects_response"]!));
        Assert.Equal("A-1", (string?)platform.Tools[id]["response_mocks"]![0]!["mock_result"]);
    }

    [Fact]
    public async Task Tools_of_a_toolset_are_checked_and_pushed_and_what_cannot_be_stored_wholly_is_noted()
    {
        await using var platform = await SmallPlatform.StartAsync();
        using var folder = new TemporaryFolder();
        var assembly = folder.File("Labels.dll");
        await File.WriteAllBytesAsync(assembly, Compiled.Of(Labels), TestContext.Current.CancellationToken);
        string[] labels = ["--assembly", assembly];
        Assert.Contains("error    set_labels: the agent does not have it", (await platform.RunAsync(TextReader.Null, false, ["check", .. labels])).Output, StringComparison.Ordinal);
        var ran = await platform.RunAsync(TextReader.Null, false, ["push", "--yes", .. labels]);
        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("note  set_labels: the names in 'labels' cannot be stored, and are told in its description only; a list of names and values is surer\n", ran.Output, StringComparison.Ordinal);
        Assert.Equal("What to set. Any names, each with a value of type string.", (string?)platform.ConfigOf("set_labels")["parameters"]!["properties"]!["labels"]!["description"]);
        Assert.Equal((0, "1 tool in step with agent_1.\n"), await CodeAndOutput(platform.RunAsync(TextReader.Null, false, ["check", .. labels])));
    }

    [Fact]
    public async Task An_update_of_what_others_use_says_so_before_it_is_made()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, config => config["expects_response"] = (string?)config["name"] != "find_order");
        var shared = platform.Tools.Single(tool => (string?)tool.Value["tool_config"]!["name"] == "find_order").Key;
        platform.AlsoUsedBy[shared] = "Front desk";
        Assert.Contains($"would update find_order ({shared}), for others too: Front desk\n", (await platform.RunAsync("push")).Output, StringComparison.Ordinal);
        Assert.Empty(platform.Writes);
    }

    [Fact]
    public async Task A_difference_reads_as_stored_against_code()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Fill(platform, config => config["expects_response"] = (string?)config["name"] != "find_order");
        var ran = await platform.RunAsync("diff");
        Assert.Equal(1, ran.ExitCode);
        Assert.StartsWith("--- agent_1 find_order (tool_", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\n+++ code find_order\n", ran.Output, StringComparison.Ordinal);
        Assert.Contains("\n-  \"expects_response\": false,\n+  \"expects_response\": true,\n", ran.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', ran.Output);
    }

    [Fact]
    public async Task What_cannot_be_asked_gets_one_line_and_an_exit_code()
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await Tool.RunAsync("tools", "check", "--agent", "agent_1");
        Assert.Equal((2, "sidetone: ELEVENLABS_API_KEY is not set. Put the key of the workspace there, or name another variable: --api-key-env.\n"), (ran.ExitCode, ran.Error));

        ran = await platform.RunAsync("check", "--api-key-env", "NOBODYS");
        Assert.Equal((2, true), (ran.ExitCode, ran.Error.StartsWith("sidetone: NOBODYS is not set.", StringComparison.Ordinal)));

        ran = await platform.RunAsync("check", "--api-key-env", "sk_pasted_by_mistake");
        Assert.Equal((2, "sidetone: --api-key-env takes the name of an environment variable, not the key.\n"), (ran.ExitCode, ran.Error));

        ran = await Tool.RunAsync("", ["tools", "check", "--agent", "..", "--base-url", platform.Address], new() { ["ELEVENLABS_API_KEY"] = SmallPlatform.Key });
        Assert.Equal((2, "sidetone: --agent must be the id of an agent.\n"), (ran.ExitCode, ran.Error));

        ran = await Tool.RunAsync("", ["tools", "check", "--agent", "a", "--base-url", "http://127.0.0.1:9"], new() { ["ELEVENLABS_API_KEY"] = SmallPlatform.Key });
        Assert.Equal(3, ran.ExitCode);
        Assert.Contains("No server answers at http://127.0.0.1:9", ran.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nobody", SmallPlatform.Key, "(404 not_found)")]
    [InlineData("agent_1", "sk_another_key_9876", "ELEVENLABS_API_KEY: the API key was not accepted")]
    public async Task A_refusal_of_the_platform_is_exit_code_3(string agent, string key, string says)
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await Tool.RunAsync("", ["tools", "check", "--agent", agent, "--base-url", platform.Address], new() { ["ELEVENLABS_API_KEY"] = key });
        Assert.Equal(3, ran.ExitCode);
        Assert.Contains(says, ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(key, ran.Error, StringComparison.Ordinal);
        Assert.Single(ran.Error.TrimEnd('\n').Split('\n'));
    }

    private sealed class Answer(string text, Action first) : TextReader
    {
        public override ValueTask<string?> ReadLineAsync(CancellationToken cancellationToken)
        {
            first();
            return ValueTask.FromResult<string?>(text);
        }
    }

    private static async Task<(int, string)> CodeAndOutput(Task<Ran> running) => await running is var ran ? (ran.ExitCode, ran.Output) : default;

    private static JsonObject ConfigOf(string name) => ClientToolConfig.From(OrderDesk.Tools.Single(tool => tool.Name == name)).Json;

    private static void Fill(SmallPlatform platform, Action<JsonObject> change)
    {
        foreach (var tool in OrderDesk.Tools)
        {
            var config = ClientToolConfig.From(tool).Json;
            change(config);
            platform.Store(config);
        }
    }
}
