using System.Collections.Concurrent;

namespace Sidetone.Execution;

/// <summary>Handlers in this process that were given up and have not settled. Each keeps its scope and perhaps a thread,
/// so above a cap their tools are denied.</summary>
internal static class AbandonedCalls
{
    private static readonly ConcurrentDictionary<string, int> s_byTool = new(StringComparer.Ordinal);
    private static int s_count;

    public static void Add(string tool)
    {
        Interlocked.Increment(ref s_count);
        s_byTool.AddOrUpdate(tool, 1, static (_, count) => count + 1);
    }

    public static void Remove(string tool)
    {
        Interlocked.Decrement(ref s_count);
        s_byTool.AddOrUpdate(tool, 0, static (_, count) => count - 1);
    }

    public static bool IsOver(int cap, string tool) => Volatile.Read(ref s_count) >= cap && s_byTool.GetValueOrDefault(tool) > 0;
}
