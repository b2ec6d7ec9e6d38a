using Sidetone.Cli.Demo;

namespace Sidetone.Cli.Tests.Catalogue;

/// <summary>The catalogue's commands as a program of their own, against a platform over HTTP.</summary>
public sealed class CatalogueProcessTests
{
    private const int Patience = 60_000;

    [Fact(Timeout = Patience)]
    public async Task From_out_of_step_to_in_step_with_the_exit_codes_that_a_pipeline_reads()
    {
        await using var platform = await SmallPlatform.StartAsync();
        Assert.Equal(1, (await RunAsync(platform, "check", "--class", "OrderDesk")).ExitCode);
        Assert.Equal(1, (await RunAsync(platform, "diff", "--class", "OrderDesk")).ExitCode);

        var asked = await RunAsync(platform, "push", "--class", "OrderDesk");      // a pipe is nobody who could say yes
        Assert.Equal((1, true), (asked.ExitCode, asked.Output.EndsWith("Nothing was changed. --yes does it.\n", StringComparison.Ordinal)));
        Assert.Empty(platform.Writes);

        Assert.Equal(0, (await RunAsync(platform, "push", "--class", "OrderDesk", "--yes")).ExitCode);
        Assert.Equal($"{OrderDesk.Tools.Count} tools in step with agent_1.\n", (await RunAsync(platform, "check", "--class", "OrderDesk")).Output);
        var pulled = await RunAsync(platform, "pull");
        Assert.Equal((0, ""), (pulled.ExitCode, pulled.Error));
        Assert.Contains("public string PlaceOrder(", pulled.Output, StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("\x04", 1)]         // Ctrl+D, pressed before the question stands there
    [InlineData("y\n", 0)]
    public async Task An_answer_may_be_sooner_than_the_question(string typed, int exitCode)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script") && OperatingSystem.IsLinux(), "needs script(1) for a pseudo-terminal");
        await using var platform = await SmallPlatform.StartAsync();
        using var running = Running.Start(
            "/usr/bin/script", ["-qec", $"'{Running.Path}' tools push --class OrderDesk --agent agent_1 --base-url {platform.Address}", "/dev/null"], new() { ["ELEVENLABS_API_KEY"] = SmallPlatform.Key });
        await running.Process.StandardInput.WriteAsync(typed);
        var output = await running.Process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await running.Process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((exitCode, exitCode == 0), (running.Process.ExitCode, platform.Writes.Count > 0));
        Assert.Equal(exitCode != 0, output.Contains("Nothing was changed. --yes does it.", StringComparison.Ordinal));
    }

    [Theory(Timeout = Patience)]
    [InlineData(401, """{"detail":{"status":"invalid_api_key","message":"Your key sk_0123456789abcdef is not known"}}""", "sidetone: ELEVENLABS_API_KEY: the API key was not accepted by ")]
    [InlineData(403, """{"detail":"sk_0123456789abcdef may not"}""", "sidetone: POST /v1/convai/tools: the API key may not do this (403). *** may not")]
    [InlineData(422, """{"detail":[{"loc":["body","tool_config","client","name"],"msg":"Too long","type":"x"}]}""", "sidetone: POST /v1/convai/tools: refused, a field is not as it must be (422). body.tool_config.client.name: Too long.")]
    [InlineData(200, "<html>Welcome</html>", "sidetone: POST /v1/convai/tools: the server at ")]
    public async Task A_refusal_is_one_line_and_exit_code_3(int status, string body, string line)
    {
        await using var platform = await SmallPlatform.StartAsync();
        platform.Refuse = http => http.Request.Method == "POST" ? (status, body) : null;
        var ran = await RunAsync(platform, "push", "--class", "OrderDesk", "--yes");
        Assert.Equal(3, ran.ExitCode);
        var lines = ran.Error.TrimEnd('\n').Split('\n');
        Assert.StartsWith("Not done: create ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(line, Assert.Single(lines[1..]), StringComparison.Ordinal);
    }

    [Theory(Timeout = Patience)]
    [InlineData("check", "--base-url", "ftp://user:password@host")]
    [InlineData("check", "--api-key-env", "NOBODYS")]
    [InlineData("check", "--assembly", "/nowhere/at.dll")]
    [InlineData("pull", "--class", "no class")]
    [InlineData("push", "--nonsense")]
    public async Task What_is_asked_wrongly_is_one_line_and_exit_code_2(params string[] args)
    {
        await using var platform = await SmallPlatform.StartAsync();
        var ran = await RunAsync(platform, args);
        Assert.Equal((2, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("sidetone: ", Assert.Single(ran.Error.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain("password", ran.Error, StringComparison.Ordinal);
    }

    private static async Task<Ran> RunAsync(SmallPlatform platform, params string[] args)
    {
        string[] where = args.Contains("--base-url") ? [] : ["--base-url", platform.Address];
        using var running = Running.Start(Running.Path, ["tools", .. args, "--agent", "agent_1", .. where], new() { ["ELEVENLABS_API_KEY"] = SmallPlatform.Key });
        var ran = await running.EndAsync();
        Assert.DoesNotContain(SmallPlatform.Key, ran.Output + ran.Error, StringComparison.Ordinal);
        return ran;
    }
}
