namespace Sidetone.Tools.Schemas;

/// <summary>Which members of one object, or items of one array, some keyword has looked at: what <c>unevaluated…</c> leaves out.</summary>
internal sealed class Evaluated
{
    private ulong[] _bits = new ulong[1];

    public void Mark(int position)
    {
        var word = position >> 6;
        if (word >= _bits.Length)
            Array.Resize(ref _bits, Math.Max(word + 1, _bits.Length * 2));
        _bits[word] |= 1UL << (position & 63);
    }

    public bool Has(int position) => position >> 6 < _bits.Length && (_bits[position >> 6] & (1UL << (position & 63))) != 0;

    public void Add(Evaluated other)
    {
        if (other._bits.Length > _bits.Length)
            Array.Resize(ref _bits, other._bits.Length);
        for (var i = 0; i < other._bits.Length; i++)
            _bits[i] |= other._bits[i];
    }
}
