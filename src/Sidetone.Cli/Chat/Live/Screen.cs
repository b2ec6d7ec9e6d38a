using System.Text;

namespace Sidetone.Cli.Chat.Live;

/// <summary>A terminal whose last lines change while those above stay: each update is one write, so that nothing flickers.</summary>
internal sealed class Screen(TextWriter output, Func<int> width)
{
    private const int MinWidth = 20;
    private const int UsualWidth = 79;      // of a terminal that does not say

    private int _cursorRow;

    /// <summary>How many columns a line may have.</summary>
    public int Width => WidthOf(width());

    /// <summary>The same for a terminal of so many columns.</summary>
    public static int WidthOf(int columns) => columns > 0 ? Math.Max(MinWidth, columns - 1) : UsualWidth;

    /// <summary>Adds lines that stay, and shows others below them until the next update.</summary>
    /// <param name="settled">Lines that stay.</param>
    /// <param name="live">Lines that will change, each shorter than <see cref="Width"/>; the cursor stands in the last.</param>
    /// <param name="column">Where in it.</param>
    public void Update(IEnumerable<string> settled, IReadOnlyList<string> live, int column)
    {
        var text = new StringBuilder();
        if (_cursorRow > 0)
            text.Append($"\e[{_cursorRow}A");
        text.Append("\r\e[J");
        foreach (var line in settled)
            text.Append(line).Append('\n');
        text.AppendJoin('\n', live).Append('\r');
        if (column > 0)
            text.Append($"\e[{column}C");
        _cursorRow = Math.Max(0, live.Count - 1);
        output.Write(text);
        output.Flush();
    }
}
