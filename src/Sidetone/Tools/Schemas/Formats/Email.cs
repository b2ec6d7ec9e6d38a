namespace Sidetone.Tools.Schemas.Formats;

/// <summary><c>email</c>, as RFC 5321 has it.</summary>
internal static class Email
{
    public static bool IsMatch(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && IsLocal(text.AsSpan(0, at)) && IsHost(text.AsSpan(at + 1));
    }

    private static bool IsLocal(ReadOnlySpan<char> local)
    {
        if (local is ['"', .. var quoted, '"'])
            return !quoted.Contains('"') && !quoted.Contains('\\');
        if (local[0] == '.' || local[^1] == '.' || local.IndexOf("..") >= 0)
            return false;
        foreach (var c in local)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !"!#$%&'*+-/=?^_`{|}~.".Contains(c))
                return false;
        }
        return true;
    }

    private static bool IsHost(ReadOnlySpan<char> host)
    {
        if (host is ['[', .. var literal, ']'])
        {
            return literal.StartsWith("IPv6:") ? InternetAddress.IsV6(literal[5..]) : InternetAddress.IsV4(literal);
        }
        if (host.IsEmpty || host.Length > 255)
            return false;
        foreach (var range in host.Split('.'))
        {
            var label = host[range];
            if (label.IsEmpty || label.Length > 63 || label[0] == '-' || label[^1] == '-')
                return false;
            foreach (var c in label)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '-')
                    return false;
            }
        }
        return true;
    }
}
