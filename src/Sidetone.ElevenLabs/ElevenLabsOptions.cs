namespace Sidetone.ElevenLabs;

/// <summary>Where the platform is, with which key, and how patiently.</summary>
public sealed record ElevenLabsOptions
{
    /// <summary>The platform's own address: <c>https://api.elevenlabs.io</c>.</summary>
    public static Uri DefaultBaseAddress { get; } = new("https://api.elevenlabs.io");

    /// <summary>The key, sent as <c>xi-api-key</c>. Null takes the environment variable <c>ELEVENLABS_API_KEY</c>; an empty text sends none,
    /// which is right for a public agent and for a server without keys.</summary>
    public string? ApiKey { get; init; }

    /// <summary>The address up to and without <c>/v1</c>; a path is kept. Http is allowed, for a server of one's own.
    /// Null is <see cref="DefaultBaseAddress"/>, or the base address of the <see cref="HttpClient"/> that is handed in.</summary>
    public Uri? BaseAddress { get; init; }

    /// <summary>How long one attempt may take until its answer begins, and is read: 240 seconds, as in the platform's SDKs.
    /// More than zero, and at most a day.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(240);

    /// <summary>How often a request that may be repeated is sent again: 2. From 0 to 10.</summary>
    public int Retries { get; init; } = 2;

    /// <summary>What measures timeouts and the wait before a retry.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The options in one line, without the key.</summary>
    public override string ToString() =>
        $"{nameof(ElevenLabsOptions)} {{ BaseAddress = {BaseAddress?.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)}, ApiKey = {(ApiKey is null ? "from the environment" : ApiKey.Length == 0 ? "none" : "***")} }}";

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Retries);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Retries, 10);
        Bounds.CheckTime(Timeout, nameof(Timeout));
        ArgumentNullException.ThrowIfNull(Time);
    }

    /// <summary>The key to send; null for none.</summary>
    internal string? ReadKey()
    {
        // A key that came out of a file often brings its line break along.
        var key = (ApiKey ?? Environment.GetEnvironmentVariable("ELEVENLABS_API_KEY"))?.Trim();
        if (string.IsNullOrEmpty(key))
            return null;
        if (key.Any(c => c is < ' ' or > '~'))
            throw new ArgumentException("The API key holds a character that no key has. Was something else pasted?", nameof(ApiKey));
        return key;
    }
}
