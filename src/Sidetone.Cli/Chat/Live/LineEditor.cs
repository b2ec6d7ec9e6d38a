using System.Globalization;

namespace Sidetone.Cli.Chat.Live;

/// <summary>The line that is being typed.</summary>
internal sealed class LineEditor
{
    private readonly List<string> _earlier = [];
    private int _recalled;

    public string Text { get; private set; } = "";

    public int Cursor { get; private set; }

    /// <summary>Takes a key. Returns the line when it was finished, otherwise null.</summary>
    public string? Take(ConsoleKeyInfo key)
    {
        switch (key)
        {
            case { Key: ConsoleKey.Enter } or { KeyChar: '\n' or '\r' }:      // typed before the terminal stopped to edit lines itself, or pasted
                return Finish();
            case { Key: ConsoleKey.Backspace, Modifiers: ConsoleModifiers.Control } or { Key: ConsoleKey.W, Modifiers: ConsoleModifiers.Control }:
                Remove(Text.AsSpan(0, Cursor).TrimEnd().LastIndexOf(' ') + 1, Cursor);
                break;
            case { Key: ConsoleKey.Backspace } when Cursor > 0:
                Remove(Before, Cursor);
                break;
            case { Key: ConsoleKey.Delete } when Cursor < Text.Length:
                Remove(Cursor, After);
                break;
            case { Key: ConsoleKey.U, Modifiers: ConsoleModifiers.Control }:
                Remove(0, Cursor);
                break;
            case { Key: ConsoleKey.Home } or { Key: ConsoleKey.A, Modifiers: ConsoleModifiers.Control }:
                Cursor = 0;
                break;
            case { Key: ConsoleKey.End } or { Key: ConsoleKey.E, Modifiers: ConsoleModifiers.Control }:
                Cursor = Text.Length;
                break;
            case { Key: ConsoleKey.LeftArrow }:
                Cursor = Before;
                break;
            case { Key: ConsoleKey.RightArrow }:
                Cursor = After;
                break;
            case { Key: ConsoleKey.UpArrow } when _recalled > 0:
                Set(_earlier[--_recalled]);
                break;
            case { Key: ConsoleKey.DownArrow } when _recalled < _earlier.Count:
                Set(++_recalled < _earlier.Count ? _earlier[_recalled] : "");
                break;
            case { KeyChar: >= ' ' and not '\u007f' } when (key.Modifiers & (ConsoleModifiers.Control | ConsoleModifiers.Alt)) == ConsoleModifiers.None:
                Text = Text.Insert(Cursor++, key.KeyChar.ToString());
                break;
            default:
                break;
        }
        return null;
    }

    public void Clear() => Set("");

    // An emoji and a letter with its accent go as one, whatever they are made of.
    private int Before
    {
        get
        {
            var before = 0;
            for (var at = 0; at < Cursor; at += StringInfo.GetNextTextElementLength(Text, at))
                before = at;
            return before;
        }
    }

    private int After => Cursor < Text.Length ? Cursor + StringInfo.GetNextTextElementLength(Text, Cursor) : Cursor;

    private string Finish()
    {
        var line = Text.Trim();
        if (line.Length > 0 && (_earlier.Count == 0 || _earlier[^1] != line))
            _earlier.Add(line);
        _recalled = _earlier.Count;
        Clear();
        return line;
    }

    private void Set(string text)
    {
        Text = text;
        Cursor = text.Length;
    }

    private void Remove(int start, int end)
    {
        Text = Text.Remove(start, end - start);
        Cursor = start;
    }
}
