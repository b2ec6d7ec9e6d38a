using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>An event as it stands in a file, one a line.</summary>
internal sealed record Envelope
{
    /// <summary>The newest version that this code writes and reads.</summary>
    public const int Newest = 1;

    [JsonPropertyName("v")]
    public int Version { get; init; } = Newest;

    public required int Seq { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Cause { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Optional { get; init; }

    public JsonText Data { get; init; }
}
