using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Wire;

public sealed class WireProperties
{
    // Stands for half a character, which the in-box documents cannot hold.
    private const string Half = "HALF";

    private static readonly Config s_settings = Config.QuickThrowOnFailure.WithMaxTest(2000).WithQuietOnSuccess(true);

    private static readonly string[] s_names =
        [.. Recording.Frames.SelectMany(static recorded => Objects(Node(recorded.Frame)).SelectMany(static found => found.Select(static member => member.Key))).Distinct()];

    private static readonly Gen<JsonElement> s_frame = Gen.Elements(Recording.Frames.Select(static recorded => recorded.Frame).ToArray());

    private static readonly Gen<string> s_value = Value(3);

    [Fact]
    public void Any_JSON_value_is_read_and_written() => Prop.ForAll(s_value.ToArbitrary(), static json => Survives(WithHalves(json))).Check(s_settings);

    [Fact]
    public void Any_bytes_are_read_and_written() =>
        Prop.ForAll(Gen.Choose(0, 255).Select(static b => (byte)b).ListOf().Select(static bytes => bytes.ToArray()).ToArbitrary(), Survives).Check(s_settings);

    [Fact]
    public void A_frame_that_is_cut_off_is_malformed() => Prop.ForAll(
        (from frame in s_frame
         from length in Gen.Choose(0, Recording.Utf8(frame).Length - 1)
         select Recording.Utf8(frame)[..length]).ToArbitrary(),
        static cut => ServerMessage.Decode(cut) is MalformedServerMessage && ClientMessage.Decode(cut) is MalformedClientMessage).Check(s_settings);

    [Fact]
    public void A_frame_with_any_byte_changed_is_read_and_written() => Prop.ForAll(
        (from frame in s_frame
         from at in Gen.Choose(0, Recording.Utf8(frame).Length - 1)
         from value in Gen.Choose(0, 255)
         select Changed(Recording.Utf8(frame), at, (byte)value)).ToArbitrary(),
        Survives).Check(s_settings);

    [Fact]
    public void A_frame_without_one_member_is_read_and_written() => Prop.ForAll(Mutated(static (at, name, _) => at.Remove(name)).ToArbitrary(), Survives).Check(s_settings);

    [Fact]
    public void A_frame_with_one_member_changed_is_read_and_written() =>
        Prop.ForAll(Mutated(static (at, name, value) => at[name] = JsonNode.Parse(value)).ToArbitrary(), Survives).Check(s_settings);

    [Fact]
    public void What_nobody_knows_comes_out_as_it_went_in() => Prop.ForAll(
        (from frame in Gen.Elements(Recording.Frames.ToArray())
         from name in Gen.Elements("new", "x_y", "é", "a\"b", "a\\b")
         from value in s_value
         select (frame.FromServer, Frame: WithEverywhere(frame.Frame, name, value))).ToArbitrary(),
        static sent =>
        {
            var again = sent.FromServer ? ServerMessage.Decode(Encoding.UTF8.GetBytes(sent.Frame)).Encode() : ClientMessage.Decode(Encoding.UTF8.GetBytes(sent.Frame)).Encode();
            return JsonElement.DeepEquals(JsonElement.Parse(sent.Frame), JsonElement.Parse(again));
        }).Check(s_settings);

    private static bool Survives(byte[] frame)
    {
        var server = ServerMessage.Decode(frame);
        var client = ClientMessage.Decode(frame);
        return ServerMessage.Decode(server.Encode()).GetType() == server.GetType() && ClientMessage.Decode(client.Encode()).GetType() == client.GetType();
    }

    private static Gen<byte[]> Mutated(Action<JsonObject, string, string> mutate) =>
        from frame in s_frame
        from at in Gen.Choose(0, int.MaxValue)
        from value in s_value
        select Mutated(Node(frame), at, value, mutate);

    private static byte[] Mutated(JsonObject frame, int at, string value, Action<JsonObject, string, string> mutate)
    {
        var members = Objects(frame).SelectMany(static found => found.Select(member => (found, member.Key))).ToList();
        var (place, name) = members[at % members.Count];
        mutate(place, name, value);
        return WithHalves(frame.ToJsonString());
    }

    private static string WithEverywhere(JsonElement frame, string name, string value)
    {
        var node = Node(frame);
        foreach (var place in Objects(node).ToList())
            place[name] = JsonNode.Parse(value);
        return node.ToJsonString();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(static member => Objects(member.Value)).Prepend(found),
        JsonArray items => items.SelectMany(Objects),
        _ => [],
    };

    private static JsonObject Node(JsonElement frame) => JsonNode.Parse(frame.GetRawText())!.AsObject();

    private static byte[] Changed(byte[] frame, int at, byte value)
    {
        frame[at] = value;
        return frame;
    }

    private static byte[] WithHalves(string json) => Encoding.UTF8.GetBytes(json.Replace(Half, "\\ud83d", StringComparison.Ordinal));

    private static Gen<string> Value(int depth)
    {
        var scalar = Gen.Elements("null", "true", "0", "-1", "1.5", "1e400", "12345678901234567890", "\"\"", "\"7\"", "\"true\"", "\"AQID\"", "\"" + Half + "\"", "\"é\\n\"", "[]", "{}");
        return depth == 0
            ? scalar
            : Gen.OneOf(
                scalar,
                Value(depth - 1).ListOf(2).Select(static items => "[" + string.Join(',', items) + "]"),
                from names in Gen.Elements(s_names).ListOf(3)
                from values in Value(depth - 1).ListOf(3)
                select "{" + string.Join(',', names.Distinct().Zip(values, static (name, value) => $"\"{name}\":{value}")) + "}");
    }
}
