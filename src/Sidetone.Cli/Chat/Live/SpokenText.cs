namespace Sidetone.Cli.Chat.Live;

/// <summary>The agent's words while they come: full rows settle, the last one is still open.</summary>
/// <param name="width">How many characters a row may have.</param>
internal sealed class SpokenText(Func<int> width)
{
    private string _row = "";
    private int _length;
    private int _behind;    // characters that were settled before they were heard

    /// <summary>The row that is still open; empty for none.</summary>
    public string Row => _row;

    /// <summary>Words are coming.</summary>
    public bool IsOpen => _length > 0;

    /// <summary>Hears words. Returns the rows that are full.</summary>
    public IReadOnlyList<string> Hear(string words)
    {
        if (_behind > 0)
        {
            var skipped = Math.Min(_behind, words.Length);
            _behind -= skipped;
            words = words[skipped..];
        }
        return Add(words);
    }

    /// <summary>The words are complete. Returns the rows that are left, whatever was heard of them.</summary>
    public IReadOnlyList<string> Complete(string text)
    {
        _behind += Math.Max(0, text.Length - _length);
        return [.. Add(text[Math.Min(_length, text.Length)..]), .. End("")];
    }

    /// <summary>No more words come. Returns the rows that are left.</summary>
    public IReadOnlyList<string> End(string mark)
    {
        string[] left = _row.Length > 0 ? [_row.TrimEnd() + mark] : [];
        (_row, _length) = ("", 0);
        return left;
    }

    /// <summary>A new turn: nothing of the last one is still to come.</summary>
    public void Begin() => _behind = 0;

    private List<string> Add(string words)
    {
        _length += words.Length;
        _row += words.ReplaceLineEndings("\n");
        var full = new List<string>();
        while (true)
        {
            var broken = _row.IndexOf('\n', StringComparison.Ordinal);
            if (broken < 0 && _row.TrimEnd().Length <= width())
                return full;
            var limit = Math.Min(width(), _row.Length - 1);
            var cut = broken >= 0 && broken <= limit ? broken : _row.LastIndexOf(' ', limit);
            full.Add((cut <= 0 ? _row[..limit] : _row[..cut]).TrimEnd());
            _row = cut <= 0 ? _row[limit..] : _row[(cut + 1)..];
        }
    }
}
