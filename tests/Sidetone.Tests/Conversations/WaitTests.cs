using Sidetone.Conversations;

namespace Sidetone.Tests.Conversations;

public sealed class WaitTests
{
    [Fact]
    public async Task One_that_was_awaited_serves_again_and_one_that_was_not_does_not()
    {
        var first = Admission.Rent();
        var second = Admission.Rent();
        Assert.NotSame(first, second);
        first.Complete(true);
        Assert.True(await first.Task);
        Assert.Same(first, Admission.Rent());
        Assert.NotSame(second, Admission.Rent());
    }

    [Fact]
    public async Task A_second_await_is_refused_and_disturbs_nobody()
    {
        var admission = Admission.Rent();
        var task = admission.Task;
        admission.Complete(true);
        Assert.True(await task);
        var next = admission.Task;
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await task);
        admission.Complete(false);
        Assert.False(await next);
    }

    [Fact]
    public async Task Asking_too_early_is_refused_and_takes_nothing_away()
    {
        var admission = Admission.Rent();
        var task = admission.Task;
        Assert.Throws<InvalidOperationException>(() => task.GetAwaiter().GetResult());
        admission.Complete(true);
        Assert.True(await task);
    }

    [Fact]
    public async Task A_failure_is_thrown_once_and_forgotten()
    {
        var admission = Admission.Rent();
        admission.Fail(new IOException("The disk is full."));
        await Assert.ThrowsAsync<IOException>(async () => await admission.Task);
        admission.Complete(true);
        Assert.True(await admission.Task);
    }
}
