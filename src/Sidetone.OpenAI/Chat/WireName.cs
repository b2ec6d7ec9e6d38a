namespace Sidetone.OpenAI.Chat;

/// <summary>Names as the wire allows them: 1 to 64 letters, digits, underscores and hyphens. One name outside of that refuses the whole request.</summary>
internal static class WireName
{
    private const int Longest = 64;

    /// <summary>The name of a tool that a model called. Models make up names, and what they wrote is in the history.</summary>
    public static string OfTool(string name) => Clean(name) is { Length: > 0 } clean ? clean : "unknown";

    /// <summary>The name of who speaks, or null where nothing of it can be written.</summary>
    public static string? OfAuthor(string? name) => name is not null && Clean(name).Trim('_') is { Length: > 0 } clean ? clean : null;

    private static string Clean(string name)
    {
        if (name.Length <= Longest && name.All(IsAllowed))
            return name;
        return string.Create(Math.Min(name.Length, Longest), name, static (span, name) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = IsAllowed(name[i]) ? name[i] : '_';
        });
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';
}
