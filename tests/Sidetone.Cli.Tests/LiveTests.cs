using Sidetone.Cli.Chat.Live;

namespace Sidetone.Cli.Tests;

public sealed class LiveTests
{
    [Fact]
    public void A_line_is_edited_and_recalled()
    {
        var editor = new LineEditor();
        Type(editor, "Order twwo");
        Press(editor, ConsoleKey.LeftArrow);
        Press(editor, ConsoleKey.Backspace);
        Press(editor, ConsoleKey.End);
        Type(editor, " A-7  ");
        Assert.Equal("Order two A-7", Press(editor, ConsoleKey.Enter));
        Assert.Equal(("", 0), (editor.Text, editor.Cursor));
        Type(editor, "one two");
        Press(editor, ConsoleKey.W, ConsoleModifiers.Control);
        Assert.Equal("one ", editor.Text);
        Press(editor, ConsoleKey.UpArrow);
        Assert.Equal("Order two A-7", editor.Text);
        Press(editor, ConsoleKey.DownArrow);
        Assert.Equal("", editor.Text);
        Assert.Equal("", Press(editor, ConsoleKey.Enter));
    }

    [Fact]
    public void Words_settle_row_by_row()
    {
        var spoken = new SpokenText(() => 11);
        Assert.Empty(spoken.Hear("one two "));
        Assert.Equal(["one two"], spoken.Hear("three "));
        Assert.Equal("three ", spoken.Row);
        Assert.Equal(["three four"], spoken.Complete("one two three four"));
        Assert.False(spoken.IsOpen);
    }

    [Fact]
    public void Words_that_come_after_their_text_was_complete_are_not_shown_again()
    {
        var spoken = new SpokenText(() => 40);
        spoken.Hear("one ");
        Assert.Equal(["one two three"], spoken.Complete("one two three"));
        Assert.Empty(spoken.Hear("two "));
        Assert.Empty(spoken.Hear("three"));
        Assert.Equal("", spoken.Row);
        spoken.Hear("four");
        Assert.Equal("four", spoken.Row);
    }

    [Fact]
    public void A_word_longer_than_a_row_is_cut_and_lines_are_kept()
    {
        var spoken = new SpokenText(() => 4);
        Assert.Equal(["abcd", "efgh"], spoken.Hear("abcdefghij"));
        Assert.Equal(["ij", "k"], spoken.Hear("\nk\n"));
        Assert.Equal(["x –"], Ended(spoken, "x"));
    }

    [Fact]
    public void The_screen_rewrites_only_what_is_live()
    {
        using var output = new StringWriter();
        var screen = new Screen(output, () => 80);
        screen.Update(["banner"], ["running", "you    "], 7);
        Assert.Equal("\r\e[Jbanner\nrunning\nyou    \r\e[7C", output.ToString());
        output.GetStringBuilder().Clear();
        screen.Update([], ["you    "], 0);
        Assert.Equal("\e[1A\r\e[Jyou    \r", output.ToString());
    }

    private static IReadOnlyList<string> Ended(SpokenText spoken, string words)
    {
        spoken.Hear(words);
        return spoken.End(" –");
    }

    private static void Type(LineEditor editor, string text)
    {
        foreach (var c in text)
            editor.Take(new(c, ConsoleKey.None, shift: false, alt: false, control: false));
    }

    private static string? Press(LineEditor editor, ConsoleKey key, ConsoleModifiers modifiers = ConsoleModifiers.None) =>
        editor.Take(new('\0', key, shift: false, alt: false, control: modifiers == ConsoleModifiers.Control));
}
