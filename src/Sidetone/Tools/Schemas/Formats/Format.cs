namespace Sidetone.Tools.Schemas.Formats;

/// <summary>A format that is checked, with an example for whoever got it wrong.</summary>
internal sealed class Format(string example, Func<string, bool> isMatch)
{
    private static readonly Dictionary<string, Format> s_strict = new()
    {
        ["date"] = new("a date such as 2026-11-21", static t => DateAndTime.IsDate(t)),
        ["time"] = new("a time such as 09:30:00Z or 09:30:00+01:00", static t => DateAndTime.IsTime(t, offsetRequired: true)),
        ["date-time"] = new("a date and time such as 2026-11-21T09:30:00Z", static t => DateAndTime.IsDateTime(t, offsetRequired: true)),
        ["duration"] = new("an ISO 8601 duration such as PT15M or P1DT2H", static t => Duration.IsMatch(t)),
        ["email"] = new("an email address", Email.IsMatch),
        ["uri"] = new("an absolute URI such as https://example.com/page", UriText.IsMatch),
        ["uuid"] = new("a UUID such as 123e4567-e89b-12d3-a456-426614174000", static t => Guid.TryParseExact(t, "D", out _) && t.Length == 36),
        ["ipv4"] = new("an IPv4 address such as 192.0.2.1", static t => InternetAddress.IsV4(t)),
        ["ipv6"] = new("an IPv6 address such as 2001:db8::1", static t => InternetAddress.IsV6(t)),
    };

    private static readonly Dictionary<string, Format> s_tolerant = new(s_strict)
    {
        ["time"] = new("a time such as 09:30:00", static t => DateAndTime.IsTime(t, offsetRequired: false)),
        ["date-time"] = new("a date and time such as 2026-11-21T09:30:00", static t => DateAndTime.IsDateTime(t, offsetRequired: false)),
        ["duration"] = new("an ISO 8601 duration such as PT15M or P1DT2H", Duration.IsTimeSpan),
    };

    public string Example => example;

    public static Format? Find(string name, FormatAssertion assertion) => assertion switch
    {
        FormatAssertion.Strict => s_strict.GetValueOrDefault(name),
        FormatAssertion.Tolerant => s_tolerant.GetValueOrDefault(name),
        _ => null,
    };

    public bool IsMatch(string text) => isMatch(text);
}
