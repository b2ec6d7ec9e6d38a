using Sidetone.Conversations;

namespace Sidetone.Tests.Conversations;

public sealed class AppendOnlyListTests
{
    [Fact]
    public void Items_stand_where_they_were_put()
    {
        var list = Count(1000);
        Assert.Equal(Enumerable.Range(0, 1000), Enumerable.Range(0, 1000).Select(i => list[i]));
    }

    [Fact]
    public void A_view_does_not_see_what_comes_after_it()
    {
        var list = Count(4);
        var view = list.Snapshot();
        list.Add(4);
        Assert.Equal([0, 1, 2, 3], view);
        Assert.Equal(5, list.Snapshot().Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => view[4]);
    }

    [Fact]
    public async Task A_reader_on_another_thread_sees_whatever_is_counted()
    {
        var list = new AppendOnlyList<string>();
        var reader = Task.Factory.StartNew(
            () =>
            {
                for (var next = 0; next < 100_000;)
                {
                    while (next < list.Count)
                        Assert.NotNull(list[next++]);
                }
            },
            Cancel,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        for (var i = 0; i < 100_000; i++)
            list.Add("item");
        await reader;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static AppendOnlyList<int> Count(int to)
    {
        var list = new AppendOnlyList<int>();
        for (var i = 0; i < to; i++)
            list.Add(i);
        return list;
    }
}
