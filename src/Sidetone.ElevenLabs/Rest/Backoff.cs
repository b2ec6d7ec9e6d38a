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
        if (answer is null || !answer.Headers.NonValidated.TryGetValues("Retry-After", out var values))
            return null;
        var text = values.ToString();
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds))
            return TimeSpan.FromSeconds(Math.Clamp(seconds, 0, s_longest.TotalSeconds));
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date - now : null;
    }
}
