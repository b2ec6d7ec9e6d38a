using System.Runtime.CompilerServices;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Tests.Execution;

/// <summary>What a call weighs: bench/README.md says what each part is for. A field that most calls leave empty belongs apart, as the others do.</summary>
public sealed class CallSizeTests
{
    [Theory]
    [InlineData(typeof(ToolCallRequested), 104)]
    [InlineData(typeof(ToolCallStarted), 48)]
    [InlineData(typeof(ToolCallEnded), 96)]
    [InlineData(typeof(CallRecord), 96)]
    [InlineData(typeof(AwaitedCallRun), 96)]
    public void A_call_is_no_heavier_than_we_say(Type type, int bytes)
    {
        RuntimeHelpers.GetUninitializedObject(type);
        var before = GC.GetAllocatedBytesForCurrentThread();
        RuntimeHelpers.GetUninitializedObject(type);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, bytes);
    }

    [Fact]
    public void What_is_kept_apart_changes_with_a_copy_and_compares_by_value()
    {
        var plain = new ToolCallRequested { Tool = "acts" };
        var wrong = plain with { Problem = "quantity is required" };
        Assert.Equal((null, "quantity is required"), (plain.Problem, wrong.Problem));
        Assert.Equal(wrong, plain with { Problem = "quantity is required" });
        Assert.Null((wrong with { Problem = null }).Problem);
        Assert.Equal("quantity is required", (wrong with { Confirmed = true }).Problem);
        Assert.False(wrong.Confirmed);
    }
}
