using Sidetone.Cli.Demo;

namespace Sidetone.Cli.Tests.Catalogue;

public sealed class ToolSourceTests
{
    private static string Assembly => typeof(OrderDesk).Assembly.Location;

    [Fact]
    public async Task The_tools_of_an_assembly_are_listed_and_called()
    {
        var ran = await Tool.RunAsync("tools", "list", "--assembly", Assembly, "--class", "OrderDesk");
        Assert.Equal((0, OrderDesk.Tools.Count), (ran.ExitCode, ran.Output.Count(c => c == '\n')));
        Assert.Contains("place_order", ran.Output, StringComparison.Ordinal);
        Assert.StartsWith("find_order: ", (await Tool.RunAsync("tools", "show", "find_order", "--assembly", Assembly, "--class", "Sidetone.Cli.Demo.OrderDesk")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_holds_no_tools_gets_one_clear_line()
    {
        Assert.Equal("sidetone: There is no assembly /nowhere/at.dll.\n", (await Tool.RunAsync("tools", "list", "--assembly", "/nowhere/at.dll")).Error);
        var folder = AppContext.BaseDirectory;
        Assert.Equal($"sidetone: {folder} is not built. Run dotnet build, and give the .dll that it writes.\n", (await Tool.RunAsync("tools", "list", "--assembly", folder)).Error);
        var core = typeof(Sidetone.Tool).Assembly.Location;
        Assert.Equal((2, $"sidetone: {core} has no public [Tool] methods in partial classes.\n"), await CodeAndError("tools", "list", "--assembly", core));
        Assert.Equal((2, "sidetone: the demo has no class 'Nothing' with [Tool] methods. There are: OrderDesk, Desktop.\n"), await CodeAndError("tools", "list", "--class", "Nothing"));
        var text = Path.Combine(folder, "Sidetone.Cli.Tests.deps.json");
        var ran = await Tool.RunAsync("tools", "list", "--assembly", text);
        Assert.Equal(2, ran.ExitCode);
        Assert.StartsWith($"sidetone: {text} cannot be loaded: ", ran.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_fails_says_where_the_failure_is_told_in_full()
    {
        const string Source = """
            using Sidetone;

            public sealed class Database;

            public sealed partial class Shop(Database database)
            {
                /// <summary>Sells.</summary>
                [Tool]
                public string Sell() => database.ToString()!;
            }
            """;
        using var folder = new TemporaryFolder();
        var assembly = folder.File("Shop.dll");
        await File.WriteAllBytesAsync(assembly, Compiled.Of(Source), TestContext.Current.CancellationToken);
        string[] call = ["tools", "call", "sell", "--assembly", assembly];
        Assert.Equal((1, "faulted; --verbose tells why\n"), await CodeAndError(call));
        var (_, told) = await CodeAndError([.. call, "--verbose"]);
        Assert.Contains("Database", told, StringComparison.Ordinal);
        Assert.EndsWith("faulted\n", told, StringComparison.Ordinal);
    }

    private static async Task<(int, string)> CodeAndError(params string[] args)
    {
        var ran = await Tool.RunAsync(args);
        return (ran.ExitCode, ran.Error);
    }
}
