namespace Sidetone.Cli.Chat;

/// <summary>How <c>sidetone chat</c> was asked.</summary>
internal sealed record ChatSettings
{
    public IReadOnlyList<string> Say { get; init; } = [];

    public required string Model { get; init; }

    public string? BaseUrl { get; init; }

    public bool Json { get; init; }

    public string? Record { get; init; }

    public string? Data { get; init; }

    public bool TalkOver { get; init; }

    public TimeSpan Timeout { get; init; }

    public bool Verbose { get; init; }
}
