using System.ClientModel.Primitives;
using System.Globalization;

namespace Sidetone.OpenAI.Chat;

/// <summary>The SDK's retries, but with a bound on every wait: a server may ask for an hour, and a caller is on the line.</summary>
internal sealed class BoundedRetryPolicy(int retries, TimeSpan longest, TimeProvider time) : ClientRetryPolicy(retries)
{
    protected override bool ShouldRetry(PipelineMessage message, Exception? exception) =>
        !AsksForTooMuch(message) && base.ShouldRetry(message, exception);

    protected override ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception) =>
        AsksForTooMuch(message) ? ValueTask.FromResult(false) : base.ShouldRetryAsync(message, exception);

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount)
    {
        var usual = base.GetNextDelay(message, tryCount);
        var asked = RetryAfter(message) ?? TimeSpan.Zero;
        var delay = asked > usual ? asked : usual;
        return delay < longest ? delay : longest;
    }

    protected override Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken) => Task.Delay(delay, time, cancellationToken);

    private bool AsksForTooMuch(PipelineMessage message) => RetryAfter(message) > longest;

    private TimeSpan? RetryAfter(PipelineMessage message)
    {
        if (message.Response is not { } response || !response.Headers.TryGetValue("Retry-After", out var text))
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 1e9)
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var until)
            ? until - time.GetUtcNow()
            : null;
    }
}
