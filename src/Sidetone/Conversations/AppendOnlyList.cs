using System.Collections;
using System.Numerics;

namespace Sidetone.Conversations;

/// <summary>A list that one thread appends to and any thread may read. It grows by chunks of 4, 8, 16 … items: nothing is copied, and nothing moves.</summary>
internal sealed class AppendOnlyList<T>
{
    private const int First = 4;

    private T[][] _chunks = [];
    private volatile int _count;

    public int Count => _count;

    public T this[int index]
    {
        get
        {
            var chunk = ChunkOf(index, out var offset);
            return _chunks[chunk][offset];
        }
    }

    public void Add(T item)
    {
        var chunk = ChunkOf(_count, out var offset);
        if (chunk == _chunks.Length)
            Volatile.Write(ref _chunks, [.. _chunks, new T[First << chunk]]);
        _chunks[chunk][offset] = item;
        _count++;
    }

    /// <summary>What is in the list now, as a view without a copy.</summary>
    public IReadOnlyList<T> Snapshot() => Snapshot(_count);

    /// <summary>The first items; they never change.</summary>
    public IReadOnlyList<T> Snapshot(int count) => new View(this, count);

    private static int ChunkOf(int index, out int offset)
    {
        var chunk = BitOperations.Log2((uint)(index + First)) - BitOperations.Log2(First);
        offset = index + First - (First << chunk);
        return chunk;
    }

    private sealed class View(AppendOnlyList<T> list, int count) : IReadOnlyList<T>
    {
        public int Count => count;

        public T this[int index] => index < count ? list[index] : throw new ArgumentOutOfRangeException(nameof(index));

        public IEnumerator<T> GetEnumerator()
        {
            for (var i = 0; i < count; i++)
                yield return list[i];
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
