using System.Net;

namespace Sidetone.Tools.Schemas.Formats;

/// <summary><c>ipv4</c> and <c>ipv6</c>: the plain forms only, without zones, brackets, ports or octal numbers.</summary>
internal static class InternetAddress
{
    public static bool IsV4(ReadOnlySpan<char> text)
    {
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0'))
                return false;
            var value = 0;
            foreach (var c in part)
            {
                if (!char.IsAsciiDigit(c))
                    return false;
                value = (value * 10) + (c - '0');
            }
            if (value > 255)
                return false;
            parts++;
        }
        return parts == 4;
    }

    public static bool IsV6(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigit(c) && c is not (':' or '.'))
                return false;
        }
        var dot = text.IndexOf('.');
        return (dot < 0 || IsV4(text[(text[..dot].LastIndexOf(':') + 1)..])) && text.Contains(':') && IPAddress.TryParse(text, out _);
    }
}
