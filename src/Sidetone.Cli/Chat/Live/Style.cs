namespace Sidetone.Cli.Chat.Live;

/// <summary>Colours of a terminal; none when the person wants none.</summary>
internal sealed class Style(bool isPlain)
{
    public string Dim(string text) => Paint("2", text);

    public string Bold(string text) => Paint("1", text);

    public string Red(string text) => Paint("31", text);

    public string Cyan(string text) => Paint("36", text);

    /// <summary>An outcome: green when all went well, yellow when somebody said no, red when it failed.</summary>
    public string Of(Outcome outcome, string text) =>
        outcome == Outcome.Completed ? Paint("32", text)
        : outcome == Outcome.Refused || outcome == Outcome.Denied || outcome == Outcome.Cancelled || outcome == Outcome.Duplicate ? Paint("33", text)
        : Red(text);

    private string Paint(string code, string text) => isPlain ? text : $"\e[{code}m{text}\e[0m";
}
