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

    [Fact]
    public void An_emoji_and_an_accented_letter_are_edited_as_one()
    {
        var editor = new LineEditor();
        Type(editor, "a😀e\u0301b");
        Press(editor, ConsoleKey.LeftArrow);
        Press(editor, ConsoleKey.Backspace);
        Assert.Equal("a😀b", editor.Text);
        Press(editor, ConsoleKey.LeftArrow);
        Press(editor, ConsoleKey.Delete);
        Assert.Equal(("ab", 1), (editor.Text, editor.Cursor));
        Press(editor, ConsoleKey.RightArrow);
        Press(editor, ConsoleKey.RightArrow);
        Assert.Equal(2, editor.Cursor);
    }

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("東京", 4)]
    [InlineData("한글ｱ", 5)]
    [InlineData("e\u0301", 1)]
    [InlineData("👋🏽👨‍👩‍👧🇩🇪✅❤️", 18)]
    public void A_text_takes_the_columns_that_a_terminal_gives_it(string text, int columns) => Assert.Equal(columns, Columns.Of(text));

    [Fact]
    public void Rows_of_wide_letters_fit_the_screen_and_no_emoji_is_cut()
    {
        var spoken = new SpokenText(() => 7);
        Assert.Equal(["東京都", "は日本"], spoken.Hear("東京都は日本の"));
        Assert.Equal("の", spoken.Row);
        Assert.Equal(["の😀😀", "😀😀😀"], spoken.Hear("😀😀😀😀😀😀"));
    }

    [Fact]
    public void A_wide_line_that_is_typed_stays_on_its_row_with_its_cursor()
    {
        using var output = new StringWriter();
        var view = new LiveView(new(output, () => 30), new(isPlain: true), TimeProvider.System);
        Type(view.Editor, "日本語日本語日本語日本語日本語");
        view.Refresh();
        Assert.Equal("\r\e[Jyou    語日本語日本語日本語\r\e[27C", output.ToString());
    }

    [Fact]
    public void Codes_of_a_model_do_not_reach_the_terminal()
    {
        var request = EventJson.Read("""
            {"v":1,"seq":1,"at":"2026-01-01T00:00:00Z","type":"tool_call_requested","data":{"call":"c1","tool":"fi\u001b[31mnd","arguments":{"id":"a\u001b[2J\nb\u009bx"}}}
            """u8);
        var turn = EventJson.Read("""{"v":1,"seq":2,"at":"2026-01-01T00:00:00Z","type":"agent_spoke","data":{"turn":1,"text":"x\u001b]0;t\u0007\ty"}}"""u8);
        var calls = new CallLines();
        calls.Follow(request);
        Assert.Equal("fi\uFFFD[31mnd(id: \"a\uFFFD[2J b\uFFFDx\")", calls.Title(new(1)));
        using var output = new StringWriter();
        new PlainView(output).Show(turn);
        new LiveView(new(output, () => 80), new(isPlain: true), TimeProvider.System).Show(turn);
        Assert.Equal($"agent  x\uFFFD]0;t\uFFFD y{Environment.NewLine}\r\e[Jagent  x\uFFFD]0;t\uFFFD y\nyou    \r\e[7C", output.ToString());
        var spoken = new SpokenText(() => 40);
        spoken.Hear("\e[2Jcle");
        Assert.Equal(["\uFFFD[2Jcleared"], spoken.Complete("\e[2Jcleared"));
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
