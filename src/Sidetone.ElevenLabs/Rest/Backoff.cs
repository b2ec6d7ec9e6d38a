using System.Globalization;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>How long to wait before another attempt: what the server says, at most a minute, or one second, two, four, each a tenth more or less.</summary>
internal static class Backoff
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    /// <param name="attempt">Of the attempts, the one that failed: 1 and up.</param>
    /// <param name="answer">The refusal; null when there was no answer.</param>
    /// <param name="now">For a server that names a date.</param>
    public static TimeSpan After(int attempt, HttpResponseMessage? answer, DateTimeOffset now)
    {
        if (Asked(answer, now) is { } asked)
            return asked < TimeSpan.Zero ? TimeSpan.Zero : asked > s_longest ? s_longest : asked;
        var seconds = Math.Min(Math.Pow(2, attempt - 1), s_longest.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.9 + (0.2 * Random.Shared.NextDouble())));
    }

    private static TimeSpan? Asked(HttpResponseMessage? answer, DateTimeOffset now)
    {
        if (Header(answer, "Retry-After") is { } after)
        {
            if (Seconds(after) is { } seconds)
                return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, s_longest.TotalSeconds));
            if (DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date))
                return date - now;
        }
        // When the count begins anew: a moment, in seconds since 1970. One that is over says nothing.
        return Header(answer, "X-RateLimit-Reset") is { } reset && Seconds(reset) - (now.ToUnixTimeMilliseconds() / 1000.0) is { } left and > 0
            ? TimeSpan.FromSeconds(Math.Min(left, s_longest.TotalSeconds))
            : null;
    }

    private static double? Seconds(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : null;

    private static string? Header(HttpResponseMessage? answer, string name) =>
        answer is not null && answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.ToString() : null;
}
