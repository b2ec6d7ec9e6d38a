using System.Collections.Concurrent;

namespace Sidetone.Execution;

/// <summary>Handlers that were given up and have not settled. Each keeps its scope and perhaps a thread, so above a cap their tools
/// are denied.</summary>
internal sealed class AbandonedCalls
{
    private readonly ConcurrentDictionary<string, int> _byTool = new(StringComparer.Ordinal);
    private int _count;

    public void Add(string tool)
    {
        Interlocked.Increment(ref _count);
        _byTool.AddOrUpdate(tool, 1, static (_, count) => count + 1);
    }

    public void Remove(string tool)
    {
        Interlocked.Decrement(ref _count);
        _byTool.AddOrUpdate(tool, 0, static (_, count) => count - 1);
    }

    public bool IsOver(int cap, string tool) => Volatile.Read(ref _count) >= cap && _byTool.GetValueOrDefault(tool) > 0;
}
