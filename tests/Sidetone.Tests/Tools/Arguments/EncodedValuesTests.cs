using Sidetone.Conversations;

namespace Sidetone.Tests.Tools.Arguments;

public sealed class EncodedValuesTests
{
    private const string Schema = """
        {"type":"object","properties":{"numbers":{"type":"array","items":{"type":"integer"}},"order":{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]},"note":{"type":"string"}}}
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("""{"numbers":"[1, 2]"}""", """{"numbers":[1,2]}""")]
    [InlineData("""{"order":" {\"id\":\"A\"} "}""", """{"order":{"id":"A"}}""")]
    [InlineData("""{"note":"[1]","numbers":"[]"}""", """{"numbers":[],"note":"[1]"}""")]
    [InlineData(""" "{\"numbers\":\"[1]\"}" """, """{"numbers":[1]}""")]
    public async Task A_list_or_an_object_that_was_written_as_a_string_is_read(string arguments, string expected)
    {
        var log = new MemoryLog();
        await using var executor = new ToolExecutor([Tool.Create("takes", "", Schema, given => given.GetRawText())], options: new() { Log = log });
        var result = await executor.CallAsync("takes", arguments, Cancel);
        Assert.Equal((Outcome.Completed, expected), (result.Outcome, result.Output));
        Assert.Contains("EncodedValue", Assert.Single(log.Events.OfType<ToolCallRequested>()).Repaired, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"numbers":"[1, two]"}""", "numbers must be")]
    [InlineData("""{"numbers":"{}"}""", "numbers must be")]
    [InlineData("""{"numbers":"[\"x\"]"}""", "numbers must be")]
    [InlineData("""{"numbers":"1, 2"}""", "numbers must be")]
    [InlineData("""{"numbers":"[1]","order":"[1]"}""", "order must be")]
    public async Task What_is_not_valid_then_either_is_told_as_it_was_written(string arguments, string told)
    {
        await using var executor = new ToolExecutor([Tool.Create("takes", "", Schema, given => given.GetRawText())]);
        var result = await executor.CallAsync("takes", arguments, Cancel);
        Assert.Equal(Outcome.InvalidArguments, result.Outcome);
        Assert.Contains(told, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_a_method_is_read_as_well()
    {
        await using var executor = new ToolExecutor([Tool.Create("sum", "", (int[] numbers) => numbers.Sum())]);
        Assert.Equal("3", (await executor.CallAsync("sum", """{"numbers":"[1,\"2\"]"}""", Cancel)).Output);
    }
}
