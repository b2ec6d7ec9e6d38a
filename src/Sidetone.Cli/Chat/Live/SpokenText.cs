namespace Sidetone.Cli.Chat.Live;

/// <summary>The agent's words while they come: full rows settle, the last one is still open.</summary>
/// <param name="width">How many columns a row may have.</param>
internal sealed class SpokenText(Func<int> width)
{
    private string _row = "";
    private int _length;    // characters, but for line breaks: one more may come between two responses
    private int _behind;    // those that were settled before they were heard

    /// <summary>The row that is still open; empty for none.</summary>
    public string Row => _row;

    /// <summary>Words are coming.</summary>
    public bool IsOpen => _length > 0;

    /// <summary>Hears words. Returns the rows that are full.</summary>
    public IReadOnlyList<string> Hear(string words)
    {
        if (_behind > 0)
        {
            var skipped = Math.Min(_behind, Count(words));
            _behind -= skipped;
            words = After(words, skipped);
        }
        return Add(words);
    }

    /// <summary>The words are complete. Returns the rows that are left, whatever was heard of them.</summary>
    public IReadOnlyList<string> Complete(string text)
    {
        var length = Count(text);
        _behind += Math.Max(0, length - _length);
        return [.. Add(After(text, Math.Min(_length, length))), .. End("")];
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

    private static bool IsBreak(char c) => c is '\n' or '\r';

    private static int Count(string words) => words.Count(static c => !IsBreak(c));

    private static string After(string words, int count)
    {
        var at = 0;
        for (; count > 0; at++)
            count -= IsBreak(words[at]) ? 0 : 1;
        return words[at..];
    }

    private List<string> Add(string words)
    {
        if (!IsOpen)
            words = words.TrimStart('\n', '\r');
        _length += Count(words);
        _row += Printable.Of(words).ReplaceLineEndings("\n");
        var full = new List<string>();
        while (true)
        {
            var broken = _row.IndexOf('\n', StringComparison.Ordinal);
            if (broken < 0 && Columns.Of(_row.AsSpan().TrimEnd()) <= width())
                return full;
            var limit = Math.Min(Columns.Fit(_row, width()), _row.Length - 1);
            if (broken >= 0 && broken <= limit)
            {
                full.Add(_row[..broken].TrimEnd());
                _row = _row[(broken + 1)..];
                continue;
            }
            var cut = _row.LastIndexOf(' ', limit);
            full.Add((cut <= 0 ? _row[..limit] : _row[..cut]).TrimEnd());
            _row = cut <= 0 ? _row[limit..] : _row[(cut + 1)..];
        }
    }
}
