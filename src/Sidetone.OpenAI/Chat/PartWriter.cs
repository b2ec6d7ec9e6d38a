using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>Writes one part of what a user says or shows: text, an image, a sound, a document.</summary>
internal static class PartWriter
{
    public static void Write(Utf8JsonWriter json, AIContent content)
    {
        json.WriteStartObject();
        switch (content)
        {
            case TextContent text:
                json.WriteString("type", "text");
                json.WriteString("text", text.Text);
                break;
            case DataContent image when image.HasTopLevelMediaType("image"):
                WriteImage(json, image.Uri, content);
                break;
            case UriContent image when image.HasTopLevelMediaType("image"):
                WriteImage(json, image.Uri.AbsoluteUri, content);
                break;
            case DataContent sound when SoundFormat(sound.MediaType) is { } format:
                json.WriteString("type", "input_audio");
                json.WriteStartObject("input_audio");
                json.WriteString("data", sound.Base64Data.Span);
                json.WriteString("format", format);
                json.WriteEndObject();
                break;
            case DataContent { MediaType: "application/pdf" } document:
                json.WriteString("type", "file");
                json.WriteStartObject("file");
                json.WriteString("filename", document.Name ?? "document.pdf");
                json.WriteString("file_data", document.Uri);
                json.WriteEndObject();
                break;
            case HostedFileContent file:
                json.WriteString("type", "file");
                json.WriteStartObject("file");
                json.WriteString("file_id", file.FileId);
                json.WriteEndObject();
                break;
            default:
                // Leaving it out would have the model answer a question about something that it was never shown.
                throw new NotSupportedException($"Chat completions takes text, images, WAV and MP3 sound and PDF documents, but no {MediaType(content)}.");
        }
        json.WriteEndObject();
    }

    private static void WriteImage(Utf8JsonWriter json, string url, AIContent content)
    {
        json.WriteString("type", "image_url");
        json.WriteStartObject("image_url");
        json.WriteString("url", url);
        if (content.AdditionalProperties?.TryGetValue("detail", out string? detail) is true)
            json.WriteString("detail", detail);
        json.WriteEndObject();
    }

    private static string? SoundFormat(string mediaType) => mediaType switch
    {
        "audio/wav" or "audio/x-wav" or "audio/wave" or "audio/vnd.wave" => "wav",
        "audio/mpeg" or "audio/mp3" => "mp3",
        _ => null,
    };

    private static string MediaType(AIContent content) => content switch
    {
        DataContent data => data.MediaType,
        UriContent uri => $"{uri.MediaType} by address",
        _ => content.GetType().Name,
    };
}
