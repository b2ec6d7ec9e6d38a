using Sidetone.Conversations;

namespace Sidetone.Tests.Conversations;

/// <summary>The file and whoever reads the log agree.</summary>
public sealed class FileLogTests
{
    [Fact]
    public async Task What_the_log_has_no_room_for_is_not_in_the_file()
    {
        var cancel = TestContext.Current.CancellationToken;
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using (var log = new FileLog(path, maxEvents: 2))
            {
                await log.AppendAsync([new AgentEntered { Agent = "a" }], cancel);
                var exception = await Assert.ThrowsAsync<InvalidOperationException>(() =>
                    log.AppendAsync([new AgentEntered { Agent = "b" }, new AgentEntered { Agent = "c" }], cancel).AsTask());
                Assert.StartsWith("The conversation's log is full: 2 events.", exception.Message, StringComparison.Ordinal);
                await log.AppendAsync([new AgentEntered { Agent = "d" }], cancel);
                Assert.Equal(2, await log.ReadAsync(cancellationToken: cancel).CountAsync(cancel));
            }
            Assert.Equal(2, (await File.ReadAllLinesAsync(path, cancel)).Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task It_is_full_by_what_its_events_hold()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var log = new FileLog(path, maxBytes: 100);
            var heavy = new AgentConfigured { Agent = "a", Instructions = new('x', 500) };
            await Assert.ThrowsAsync<InvalidOperationException>(() => log.AppendAsync([heavy], TestContext.Current.CancellationToken).AsTask());
            Assert.Equal(0, new FileInfo(path).Length);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
