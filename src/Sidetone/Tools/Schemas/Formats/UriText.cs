using System.Text.RegularExpressions;

namespace Sidetone.Tools.Schemas.Formats;

/// <summary><c>uri</c>: absolute, written as RFC 3986 has it.</summary>
internal static partial class UriText
{
    public static bool IsMatch(string text)
    {
        if (Pattern().Match(text) is not { Success: true } match)
            return false;
        var host = match.Groups["v6"];
        return !host.Success || InternetAddress.IsV6(host.ValueSpan);
    }

    [GeneratedRegex(
        """
        ^[a-zA-Z][a-zA-Z0-9+.\-]*:
        (?:(?!//)|//
            (?:(?:[a-zA-Z0-9_\-.~!$&'()*+,;=:]|%[0-9a-fA-F]{2})*@)?
            (?:\[(?<v6>[0-9a-fA-F:.]+)\]|(?:[a-zA-Z0-9_\-.~!$&'()*+,;=]|%[0-9a-fA-F]{2})*)
            (?::[0-9]*)?
            (?=[/?\#]|\z)
        )
        (?:[a-zA-Z0-9_\-.~!$&'()*+,;=:@/]|%[0-9a-fA-F]{2})*
        (?:\?(?:[a-zA-Z0-9_\-.~!$&'()*+,;=:@/?]|%[0-9a-fA-F]{2})*)?
        (?:\#(?:[a-zA-Z0-9_\-.~!$&'()*+,;=:@/?]|%[0-9a-fA-F]{2})*)?
        \z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100)]
    private static partial Regex Pattern();
}
