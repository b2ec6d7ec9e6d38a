namespace Sidetone.OpenAI;

/// <summary>Which model, where, with which key, and how patiently.</summary>
public sealed record OpenAIChatClientOptions
{
    /// <summary>The model's name, as the server knows it.</summary>
    public required string Model { get; init; }

    /// <summary>The key. Null for a server that wants none.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The address up to and without <c>/chat/completions</c>, such as <c>http://localhost:11434/v1</c>. Null is OpenAI's own.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>The organization that is billed, where a key belongs to several.</summary>
    public string? Organization { get; init; }

    /// <summary>The project that is billed, where a key belongs to several.</summary>
    public string? Project { get; init; }

    /// <summary>How often a request that failed before it was answered (no connection, 408, 429, 5xx) is sent again: 2. From 0 to 10.</summary>
    /// <remarks>Nothing happened until the model answers, so asking again is safe. A stream that has begun is never asked for again.</remarks>
    public int Retries { get; init; } = 2;

    /// <summary>The longest wait before a retry: 10 seconds. A server that asks for more is not asked again: its answer is the failure.</summary>
    public TimeSpan LongestRetryDelay { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the server may be silent, before its answer and within it: 100 seconds.</summary>
    public TimeSpan NetworkTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>What measures the wait before a retry.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The options in one line, without the key.</summary>
    public override string ToString() =>
        $"{nameof(OpenAIChatClientOptions)} {{ Model = {Model}, BaseUrl = {BaseUrl?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}, ApiKey = {(ApiKey is null ? "none" : "***")} }}";

    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Model);
        if (BaseUrl is not null && !(BaseUrl.IsAbsoluteUri && BaseUrl.Scheme is "http" or "https"))
            throw new ArgumentException("The base URL must be absolute, and http or https, such as http://localhost:11434/v1.", nameof(BaseUrl));
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Retries, 10);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestRetryDelay, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(NetworkTimeout, TimeSpan.Zero);
        ArgumentNullException.ThrowIfNull(Time);
    }
}
