using System.Diagnostics;
using System.Runtime;

namespace Sidetone.Bench;

/// <summary>Times two things in turns, so that whatever else the machine does hits both; the median round counts.</summary>
internal static class Stopwatches
{
    public static async Task<(Sample Ours, Sample Peer)> CompareAsync(Func<int, Task> ours, Func<int, Task> peer, int times, int rounds = 15)
    {
        await WarmUpAsync(ours, peer, times);
        var left = new List<Sample>();
        var right = new List<Sample>();
        for (var i = 0; i < rounds; i++)
        {
            left.Add(await OnceAsync(ours, times));
            right.Add(await OnceAsync(peer, times));
        }
        return (Median(left), Median(right));
    }

    // Until both run the code that they will keep: methods are compiled again, in the background, long after they were first called.
    private static async Task WarmUpAsync(Func<int, Task> ours, Func<int, Task> peer, int times)
    {
        var compiled = -1L;
        for (var (round, quiet) = (0, 0); round < 60 && quiet < 4; round++)
        {
            await ours(times);
            await peer(times);
            await Task.Delay(TimeSpan.FromMilliseconds(120), TimeProvider.System);
            quiet = JitInfo.GetCompiledMethodCount() == compiled ? quiet + 1 : 0;
            compiled = JitInfo.GetCompiledMethodCount();
        }
    }

    public static async Task<Sample> OnceAsync(Func<int, Task> what, int times)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var start = Stopwatch.GetTimestamp();
        await what(times);
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new(elapsed.TotalMicroseconds / times, (double)(GC.GetTotalAllocatedBytes(precise: true) - before) / times);
    }

    private static Sample Median(List<Sample> samples) => new(
        samples.Select(sample => sample.Microseconds).Order().ElementAt(samples.Count / 2),
        samples.Select(sample => sample.Bytes).Order().ElementAt(samples.Count / 2));
}
