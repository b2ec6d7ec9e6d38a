using System.Net.Http.Headers;
using System.Text;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>A form with a file, written as browsers and the official SDKs write it: names in quotes, as UTF-8. The framework leaves the quotes out and adds
/// a <c>filename*</c>, which RFC 7578 forbids; some servers read no such form.</summary>
internal static class FileForm
{
    public static HttpContent Of(ReadOnlyMemory<byte> content, string fileName, MediaTypeHeaderValue mediaType)
    {
        var file = new ReadOnlyMemoryContent(content);
        file.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{Escape(fileName)}\"");
        file.Headers.ContentType = mediaType;
        var form = new MultipartContent("form-data") { HeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        form.Add(file);
        return form;
    }

    // What would end the name, or the line.
    private static string Escape(string name) => name
        .Replace("\"", "%22", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
}
