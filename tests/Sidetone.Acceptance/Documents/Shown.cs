using System.Globalization;

namespace Sidetone.Acceptance.Documents;

/// <summary>A default as a table shows it.</summary>
internal static class Shown
{
    public static string Of(object? value) => value switch
    {
        null => "–",
        TimeSpan time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s"),
        bool truth => truth ? "true" : "false",
        int or long => string.Create(CultureInfo.InvariantCulture, $"{value:N0}"),
        TimeProvider => "the system's",
        Uri address => $"`{address.OriginalString}`",
        IReadOnlyCollection<object> { Count: 0 } => "none",
        _ => "",
    };
}
