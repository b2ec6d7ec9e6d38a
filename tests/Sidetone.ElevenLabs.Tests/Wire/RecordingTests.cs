using System.Text.Json;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Wire;

public sealed class RecordingTests
{
    [Fact]
    public void Every_recorded_frame_comes_out_as_it_went_in() => Assert.All(Recording.Frames, static recorded =>
    {
        var utf8 = Recording.Utf8(recorded.Frame);
        var again = recorded.FromServer ? ServerMessage.Decode(utf8).Encode() : ClientMessage.Decode(utf8).Encode();
        Assert.True(JsonElement.DeepEquals(recorded.Frame, JsonElement.Parse(again)), System.Text.Encoding.UTF8.GetString(again));
    });

    [Fact]
    public void Only_what_no_source_describes_is_unknown() => Assert.Equal(
        ["dtmf_request", "x_sidetone_trace"],
        from recorded in Recording.Frames
        where recorded.FromServer
        let message = ServerMessage.Decode(Recording.Utf8(recorded.Frame))
        where message is UnknownServerMessage
        select message.Type);

    [Fact]
    public void Nothing_recorded_is_left_over() => Assert.All(Recording.Frames, static recorded =>
    {
        var utf8 = Recording.Utf8(recorded.Frame);
        if (recorded.FromServer)
        {
            var message = ServerMessage.Decode(utf8);
            Assert.True(message.Beside.IsEmpty, message.Type);
            Assert.True(message.Extra.IsEmpty || message is AsrInitiationMetadata or ExternalAgentDisconnected, message.Type);
        }
        else
        {
            Assert.True(ClientMessage.Decode(utf8).Extra.IsEmpty);
        }
    });

    [Fact]
    public void Every_message_is_recorded()
    {
        var recorded = Recording.Frames.Select(static frame => Decode(frame.FromServer, frame.Frame)).ToHashSet();
        var messages = typeof(ServerMessage).Assembly.GetTypes()
            .Where(static type => type is { IsAbstract: false } && (type.IsSubclassOf(typeof(ServerMessage)) || type.IsSubclassOf(typeof(ClientMessage))))
            .Except([typeof(MalformedServerMessage), typeof(MalformedClientMessage), typeof(UnknownClientMessage)]);
        Assert.Equal(messages.Select(static type => type.Name).Order(StringComparer.Ordinal), recorded.Select(static type => type.Name).Order(StringComparer.Ordinal));
    }

    private static Type Decode(bool fromServer, JsonElement frame) =>
        fromServer ? ServerMessage.Decode(Recording.Utf8(frame)).GetType() : ClientMessage.Decode(Recording.Utf8(frame)).GetType();
}
