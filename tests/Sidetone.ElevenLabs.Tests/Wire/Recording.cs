using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Sidetone.ElevenLabs.Tests.Wire;

/// <summary>Conversations frame by frame, each a file of JSON lines with who sent what.</summary>
internal static class Recording
{
    public static IReadOnlyList<(string File, bool FromServer, JsonElement Frame)> Frames { get; } = [.. Read()];

    public static byte[] Utf8(JsonElement frame) => Encoding.UTF8.GetBytes(frame.GetRawText());

    public static IEnumerable<JsonElement> Lines(string file) => File.ReadLines(Path.Combine(Folder(), file)).Select(static line => JsonElement.Parse(line));

    private static IEnumerable<(string File, bool FromServer, JsonElement Frame)> Read() =>
        from file in Directory.EnumerateFiles(Path.Combine(Folder(), "Recorded"), "*.jsonl").Order(StringComparer.Ordinal)
        from entry in Lines(file)
        select (Path.GetFileName(file), entry.GetProperty("from").GetString() == "server", entry.GetProperty("frame"));

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
