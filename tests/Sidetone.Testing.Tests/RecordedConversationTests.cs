using System.Text;
using Sidetone.Conversations;

namespace Sidetone.Testing.Tests;

public sealed class RecordedConversationTests
{
    [Fact]
    public async Task A_conversation_that_was_saved_can_be_expected_of_and_decides_alike()
    {
        var path = Path.GetTempFileName();
        try
        {
            await ConversationFile.WriteAsync(path, await TalkAsync());
            var recorded = await RecordedConversation.LoadAsync(path);
            recorded.Expect.InOrder().Message("user", "Two").Call("place_order", new { quantity = 2 }).Output("R-1").Message("assistant", "placed").NoMore();
            recorded.ExpectSameDecisions();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_decision_that_would_be_another_today_is_pointed_at()
    {
        var path = Path.GetTempFileName();
        await ConversationFile.WriteAsync(path, await TalkAsync());
        var lines = await File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        File.Delete(path);
        var step = Array.FindLastIndex(lines, line => line.Contains("\"model_requested\"", StringComparison.Ordinal));
        lines[step] = lines[step].Replace("clerk", "somebody", StringComparison.Ordinal);
        var recorded = await RecordedConversation.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        var failure = Desk.Fails(recorded.ExpectSameDecisions);
        Assert.StartsWith($"Expected the same decisions as recorded. Event {step + 1}: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("\n ->   4. assistant  \"It is placed.\"", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<ConversationEvent>> TalkAsync()
    {
        var model = new ScriptedModel().Calls("place_order", new { sku = "A-7", quantity = 2 }).Says("It is placed.");
        await using var test = await SessionTest.StartAsync(Desk.Clerk(), model);
        test.Mock("place_order").Returns("R-1");
        await test.Session.RunAsync("Two A-7, please.");
        await test.DisposeAsync();
        return test.Events;
    }
}
