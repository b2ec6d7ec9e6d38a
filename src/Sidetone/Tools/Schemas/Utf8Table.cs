using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Sidetone.Tools.Schemas;

/// <summary>Things by name, found by the name's UTF-8 without making a string of it. In order of declaration.</summary>
internal sealed class Utf8Table<T>
{
    // Up to here comparing is faster than hashing.
    private const int Few = 8;

    private readonly (byte[] Name, T Value)[] _entries;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>>? _positions;

    public Utf8Table(IReadOnlyList<KeyValuePair<string, T>> entries)
    {
        _entries = new (byte[], T)[entries.Count];
        for (var i = 0; i < entries.Count; i++)
            _entries[i] = (Encoding.UTF8.GetBytes(entries[i].Key), entries[i].Value);
        if (entries.Count <= Few)
            return;
        var positions = new Dictionary<byte[], int>(Utf8NameComparer.Instance);
        for (var i = 0; i < _entries.Length; i++)
            positions[_entries[i].Name] = i;
        _positions = positions.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <param name="name">The name.</param>
    /// <param name="likely">Where it would stand if names came in the order of declaration: looked at first.</param>
    /// <param name="value">What was found.</param>
    public bool TryGet(ReadOnlySpan<byte> name, int likely, [MaybeNullWhen(false)] out T value)
    {
        var at = Find(name, likely);
        value = at < 0 ? default : _entries[at].Value;
        return at >= 0;
    }

    private int Find(ReadOnlySpan<byte> name, int likely)
    {
        if (likely < _entries.Length && name.SequenceEqual(_entries[likely].Name))
            return likely;
        if (_positions is { } positions)
            return positions.TryGetValue(name, out var at) ? at : -1;
        for (var i = 0; i < _entries.Length; i++)
        {
            if (name.SequenceEqual(_entries[i].Name))
                return i;
        }
        return -1;
    }
}
