using Sidetone.Cli.Chat;
using Sidetone.Cli.Chat.Live;
using Sidetone.Cli.Demo;
using Sidetone.Cli.Models;
using Sidetone.Conversations;

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
    public void The_line_break_between_two_responses_comes_as_words_and_takes_none_away()
    {
        var spoken = new SpokenText(() => 40);
        spoken.Hear("One moment.");
        Assert.Equal(["One moment."], spoken.Complete("One moment."));
        Assert.Empty(spoken.Hear("\n"));
        Assert.Equal("", spoken.Row);
        spoken.Hear("Done");
        Assert.Equal(["Done."], spoken.Complete("Done."));
        Assert.Empty(spoken.Hear("."));
        Assert.Equal(["a", "b"], spoken.Complete("a\nb"));     // before any of it was heard
        Assert.Empty(spoken.Hear("\na"));
        Assert.Empty(spoken.Hear("\nb"));
        spoken.Hear("\nnext");
        Assert.Equal("next", spoken.Row);
    }

    [Theory]
    [InlineData(70, "place_order(sku: \"A-7\", quantity: 2)     running … 0.6 s")]
    [InlineData(40, "place_order(sku: …  running … 0.6 s")]
    public void A_call_and_its_state_fit_the_screen(int columns, string line)
    {
        var calls = new CallLines();
        calls.Follow(EventJson.Read("""
            {"v":1,"seq":1,"at":"2026-01-01T00:00:00Z","type":"tool_call_requested","data":{"call":"c1","tool":"place_order","arguments":{"sku":"A-7","quantity":2}}}
            """u8));
        var shown = calls.Line(new(1), "running … 0.6 s", columns - 5);
        Assert.True(shown.Length <= columns - 5);
        Assert.Equal(line.Replace(" ", ""), shown.Replace(" ", ""));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(40)]
    public void What_a_terminal_begins_with_fits_it(int columns)
    {
        using var model = ModelCatalog.Create("offline", null, Shell.OfProcess());
        Assert.All(Banner.Lines(model, DeskAgent.AllTools, columns), line => Assert.True(line.Length <= columns, line));
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
