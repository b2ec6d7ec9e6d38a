using Sidetone.Conversations;

namespace Sidetone.Tests.Conversations;

public sealed class OneLogEachTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_log_that_holds_a_conversation_takes_no_other(bool isFile)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        IConversationLog log = isFile ? new FileLog(path) : new MemoryLog();
        await using (var session = new AgentSession(new OfflineModel(), new Agent("A"), options: new() { Log = log }))
            await session.RunAsync("Hello.", Cancel);
        await using (var another = new AgentSession(new OfflineModel(), new Agent("A"), options: new() { Log = log }))
        {
            var failure = await Assert.ThrowsAsync<IOException>(() => another.RunAsync("Hello.", Cancel));
            Assert.Contains("Each conversation needs a log of its own.", failure.InnerException!.Message, StringComparison.Ordinal);
        }
        if (log is FileLog file)
        {
            await file.DisposeAsync();
            Assert.IsType<SessionClosed>((await ConversationFile.ReadAsync(path, Cancel))[^1]);
            File.Delete(path);
        }
    }
}
