using System.Text.Json;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>Handlers that get whatever arguments the agent sends.</summary>
public sealed class RawHandlerTests
{
    [Fact]
    public async Task A_handler_of_one_json_element_gets_all_arguments_sync_or_async()
    {
        var tools = new ClientTools()
            .Add("sync", (JsonElement all) => all.GetProperty("city").GetString())
            .Add("throws", _ => throw new ToolException("No."))
            .Add("async", async (JsonElement all) =>
            {
                await Task.Yield();
                return all.GetProperty("city").GetString();
            });
        await using var played = await Played.BeginAsync(tools);
        foreach (var name in new[] { "sync", "async" })
            Assert.Equal("Rome", (await played.CallAsync(name, """{"city":"Rome"}""", name)).GetProperty("result").GetString());
        Assert.Equal("No.", (await played.CallAsync("throws", id: "t")).GetProperty("result").GetString());
    }

    [Fact]
    public void A_handler_of_one_json_element_that_answers_otherwise_is_refused_in_words()
    {
        Delegate[] handlers = [(JsonElement all) => 5, (JsonElement all, CancellationToken cancel) => Task.FromResult(new { all }), (RunContext run, JsonElement all) => "x"];
        foreach (var handler in handlers)
        {
            var refused = Assert.Throws<ArgumentException>(() => new ClientTools().Add("t", handler));
            Assert.StartsWith("'t' takes one JsonElement, 'all'. To get all arguments, ", refused.Message, StringComparison.Ordinal);
        }
        Assert.Equal(["x"], new ClientTools().Add("x", (JsonElement some, int more) => more).Tools.Select(tool => tool.Name));
    }
}
