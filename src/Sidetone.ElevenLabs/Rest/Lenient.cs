using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>Reads what a server sent: what is missing, null or of another kind than it should be is null, never an error.</summary>
internal static class Lenient
{
    public static string? Text(JsonNode? node)
    {
        if (node?.GetValueKind() != JsonValueKind.String)
            return null;
        try
        {
            return node.GetValue<string>();
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair
        }
    }

    public static bool? Flag(JsonNode? node) => node?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    // By its text: a node that was made from an int hands out no double.
    public static double? Number(JsonNode? node) =>
        node?.GetValueKind() == JsonValueKind.Number && double.TryParse(node.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    public static long? Whole(JsonNode? node) => Number(node) is { } number and >= long.MinValue and < long.MaxValue ? (long)number : null;

    public static DateTimeOffset? Moment(JsonNode? node) =>
        Number(node) is { } seconds and > -62_135_596_800 and < 253_402_300_799 ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null;

    public static TimeSpan? Seconds(JsonNode? node) =>
        Number(node) is { } seconds and > -9e11 and < 9e11 ? TimeSpan.FromSeconds(seconds) : null;
}
