using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Wire;

/// <summary>The page of the wire lists every message, whole and as it is.</summary>
public sealed class PageTests
{
    private static string Page([CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "../../../docs/protocols/elevenlabs-wire.md"));

    [Fact]
    public void Every_message_of_the_server_is_listed() =>
        Assert.Equal(Rows(ServerShapes.Known.All, fromServer: true), Listed("## From the server"));

    [Fact]
    public void Every_message_of_the_client_is_listed() =>
        Assert.Equal(Rows(ClientShapes.Known.All, fromServer: false), Listed("## From the client"));

    private static IEnumerable<string> Listed(string heading) => Page().Split(heading)[1].Split("\n## ")[0].Split('\n')
        .Where(static line => line.StartsWith("| `", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Rows<TMessage>(IEnumerable<MessageShape<TMessage>> shapes, bool fromServer) =>
        (from shape in shapes
         let record = shape.Read.Method.ReturnType == typeof(TMessage) ? Members.Read("{}"u8, shape.Read)!.GetType() : shape.Read.Method.ReturnType
         let properties = record.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(static property => property.CanWrite && property.DeclaringType != typeof(ServerMessage) && property.DeclaringType != typeof(ClientMessage))
         let frames = Recording.Frames.Where(recorded => recorded.FromServer == fromServer && Type(recorded.Frame) == shape.Type)
         let payloads = shape.Payload is null
             ? frames.Select(static recorded => recorded.Frame)
             : from recorded in frames
               where recorded.Frame.TryGetProperty(shape.Payload, out _)
               select recorded.Frame.GetProperty(shape.Payload)
         let fields = payloads.SelectMany(static payload => payload.EnumerateObject()).Select(static field => field.Name).Where(name => shape.Payload is not null || name != "type").Distinct()
         select $"| `{(shape.Type.Length > 0 ? shape.Type : "user_audio_chunk")}` | `{record.Name}` | {Names(fields)} | {Names(properties.Select(static property => property.Name))} |")
        .Order(StringComparer.Ordinal);

    private static string Type(JsonElement frame) => frame.TryGetProperty("type", out var type) ? type.GetString()! : "";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Select(static name => $"`{name}`")) is { Length: > 0 } all ? all : "–";
}
