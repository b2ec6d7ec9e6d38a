namespace Sidetone.Tools.Search;

/// <summary>Reads a text term by term, without allocating: split at everything that is no letter or digit and inside camelCase,
/// in lower case, stemmed, without stop words.</summary>
internal ref struct TermReader
{
    /// <summary>Longer terms are cut: nobody searches for the rest.</summary>
    public const int MaxLength = 48;

    private readonly Span<char> _buffer;
    private readonly ReadOnlySpan<char> _text;
    private readonly bool _keepStopWords;
    private int _next;
    private int _length;

    /// <param name="text">What to read.</param>
    /// <param name="buffer">Room for one term: <see cref="MaxLength"/> characters.</param>
    /// <param name="keepStopWords">In a tool's name even <c>to</c> says something.</param>
    public TermReader(ReadOnlySpan<char> text, Span<char> buffer, bool keepStopWords = false)
    {
        _text = text;
        _buffer = buffer;
        _keepStopWords = keepStopWords;
    }

    public readonly ReadOnlySpan<char> Current => _buffer[.._length];

    public bool MoveNext()
    {
        while (_next < _text.Length)
        {
            while (_next < _text.Length && !char.IsLetterOrDigit(_text[_next]))
                _next++;
            var start = _next;
            while (_next < _text.Length && char.IsLetterOrDigit(_text[_next]) && !(_next > start && IsHump(_next)))
                _next++;
            _length = Math.Min(_next - start, _buffer.Length);
            if (_length == 0)
                continue;
            for (var i = 0; i < _length; i++)
                _buffer[i] = char.ToLowerInvariant(_text[start + i]);
            // What an apostrophe cuts off is no word: "what's", "don't".
            if (_length <= 2 && start > 0 && _text[start - 1] is '\'' or '’' && start > 1)
                continue;
            if (!_keepStopWords && StopWords.Contains(Current))
                continue;
            _length = Stem.Cut(_buffer, _length);
            return true;
        }
        return false;
    }

    // findOrder → find, order; parseJSONText → parse, json, text.
    private readonly bool IsHump(int at) =>
        char.IsUpper(_text[at]) && (!char.IsUpper(_text[at - 1]) || (at + 1 < _text.Length && char.IsLower(_text[at + 1])));
}
