using System.Diagnostics.CodeAnalysis;

namespace Sidetone.Conversations;

/// <summary>A list that one thread appends to and any thread may read: what a reader has seen never changes under it.</summary>
internal sealed class AppendOnlyList<T>
{
    private T[] _items = [];
    private volatile int _count;

    public int Count => _count;

    public T this[int index] => _items[index];

    public void Add(T item)
    {
        if (_count == _items.Length)
        {
            var larger = new T[Math.Max(4, _items.Length * 2)];
            Array.Copy(_items, larger, _count);
            Volatile.Write(ref _items, larger);
        }
        _items[_count] = item;
        _count++;
    }

    /// <summary>What is in the list now, as a view without a copy.</summary>
    [SuppressMessage("Design", "CA1024", Justification = "a view of this moment, another each time")]
    public ArraySegment<T> Snapshot()
    {
        var count = _count;
        return new(Volatile.Read(ref _items), 0, count);
    }
}
