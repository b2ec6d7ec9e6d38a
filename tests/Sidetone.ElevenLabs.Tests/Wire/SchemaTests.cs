using System.Collections;
using System.Reflection;
using System.Text.Json;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Wire;

/// <summary>The two public schemas, each of whose messages stands in <c>schemas.jsonl</c> once for each of its forms, with every member that
/// the schema names. The two disagree in places: no test can ask that a frame fits both.</summary>
public sealed class SchemaTests
{
    public static IEnumerable<object[]> Frames => Recording.Lines("schemas.jsonl")
        .Select(static entry => (object[])[entry.GetProperty("schema").GetString()!, entry.GetProperty("from").GetString()!, entry.GetProperty("frame").GetRawText()]);

    [Theory]
    [MemberData(nameof(Frames))]
    public void Every_member_that_a_schema_names_is_known(string schema, string from, string frame)
    {
        var expected = JsonElement.Parse(frame);
        object message = from == "server" ? ServerMessage.Decode(Recording.Utf8(expected)) : ClientMessage.Decode(Recording.Utf8(expected));
        Assert.True(message is not (UnknownServerMessage or UnknownClientMessage), $"{schema}: {frame}");
        if (message is not AsrInitiationMetadata and not ExternalAgentConnected and not ExternalAgentDisconnected)     // which have no member of a known name
            Assert.Empty(Unknown(message));
        var written = JsonElement.Parse(message is ServerMessage server ? server.Encode() : ((ClientMessage)message).Encode());
        Contains(expected, written, "");
    }

    private static void Contains(JsonElement expected, JsonElement actual, string at)
    {
        if (expected.ValueKind == JsonValueKind.Object)
            Assert.All(expected.EnumerateObject(), member => Contains(member.Value, actual.GetProperty(member.Name), $"{at}.{member.Name}"));
        else
            Assert.True(JsonElement.DeepEquals(expected, actual), $"{at}: {expected} became {actual}.");
    }

    private static IEnumerable<JsonText> Unknown(object? part) => part switch
    {
        null or string or JsonText => [],
        IEnumerable items => items.Cast<object?>().SelectMany(Unknown),
        _ when part.GetType() is { IsClass: true } type && type.Namespace == typeof(ServerMessage).Namespace =>
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance).SelectMany(property => property.GetValue(part) switch
            {
                JsonText text when property.Name is "Extra" or "Beside" => text.IsEmpty ? [] : [text],
                var value => Unknown(value),
            }),
        _ => [],
    };
}
