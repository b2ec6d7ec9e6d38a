using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tools;

/// <summary>A result in parts, told apart: text that a record can keep, and what only a model can look at.</summary>
internal static class ContentOutput
{
    // Larger than what providers take of one image, and nothing that a conversation could hold often.
    public const int MaxShownBytes = 4 * 1024 * 1024;

    /// <summary>The output; null when there are no parts.</summary>
    /// <param name="parts">The parts.</param>
    /// <param name="room">How much data is shown in all, in bytes.</param>
    /// <param name="shown">Those that are shown to the model, in order.</param>
    public static string? Of(IEnumerable<AIContent> parts, int room, out IReadOnlyList<AIContent> shown)
    {
        var lines = new List<string>();
        var toShow = new List<AIContent>();
        foreach (var part in parts)
        {
            switch (part)
            {
                case TextContent text:
                    lines.Add(text.Text);
                    break;
                case DataContent data when data.Data.Length <= room:
                    room -= data.Data.Length;
                    lines.Add($"[{data.MediaType}, {Size(data)}, shown below]");
                    toShow.Add(data);
                    break;
                case DataContent data:
                    lines.Add($"[{data.MediaType}, {Size(data)}: too large to be shown]");
                    break;
                case UriContent address:
                    lines.Add($"[{address.MediaType} at {address.Uri}, shown below]");
                    toShow.Add(address);
                    break;
                case HostedFileContent file:
                    lines.Add($"[file {file.FileId}, shown below]");
                    toShow.Add(file);
                    break;
                case ErrorContent error:
                    lines.Add(error.Message);
                    break;
                case TextReasoningContent:
                    break;
                default:
                    // By its base it keeps the word that says which kind it is.
                    lines.Add(ToolResult.Json(JsonSerializer.SerializeToElement(part, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(AIContent)))).Output);
                    break;
            }
        }
        shown = toShow;
        return lines.Count == 0 ? null : string.Join('\n', lines);
    }

    private static string Size(DataContent data) => data.Data.Length < 1024
        ? string.Create(CultureInfo.InvariantCulture, $"{data.Data.Length} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"{data.Data.Length / 1024.0:0.#} KB");
}
