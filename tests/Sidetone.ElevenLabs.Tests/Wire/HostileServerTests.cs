using System.Text;
using System.Text.Json;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Wire;

/// <summary>What official clients die of, row by row, and worse.</summary>
public sealed class HostileServerTests
{
    [Fact]
    public void Audio_formats_that_are_missing_are_the_usual_ones_and_odd_ones_are_kept()
    {
        var metadata = Decode<ConversationMetadata>("""{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"conversation_id":"c"}}""");
        Assert.Equal((AudioFormatName.Pcm16000, AudioFormatName.Pcm16000), (metadata.AgentOutputFormat, metadata.UserInputFormat));

        var odd = Decode<ConversationMetadata>("""{"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":{"agent_output_audio_format":"mp3_44100","user_input_audio_format":null}}""");
        Assert.Equal(("", "mp3_44100"), (odd.ConversationId, odd.AgentOutputFormat.Value));
        Assert.Contains("mp3_44100", Text(odd.Encode()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"event_id":7}""")]
    [InlineData("""{"event_id":7,"ping_ms":null}""")]
    [InlineData("""{"event_id":"7","ping_ms":"0"}""")]
    [InlineData("""{"event_id":7.0,"ping_ms":[]}""")]
    [InlineData("""{"event_id":1,"event_id":7}""")]
    [InlineData("""{"event_\u0069d":7}""")]
    public void A_ping_can_be_answered_whatever_its_shape(string ping)
    {
        var message = Decode<Ping>($$"""{"type":"ping","ping_event":{{ping}}}""");
        Assert.Equal((7, 0), (message.EventId, message.PingMs));
        Assert.Equal("""{"type":"ping","ping_event":{"event_id":7,"ping_ms":0}}""", Text(message.Encode()));
        Assert.Equal("""{"type":"pong","event_id":7}""", Text(new Pong { EventId = message.EventId }.Encode()));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("3")]
    public void An_alignment_that_is_none_is_null_and_stays_away(string alignment)
    {
        var audio = Decode<AgentAudio>($$$"""{"type":"audio","audio_event":{"audio_base_64":"AQI=","event_id":1,"alignment":{{{alignment}}}}}""");
        Assert.Null(audio.Alignment);
        Assert.Equal([1, 2], audio.Bytes.ToArray());
        Assert.Equal("""{"type":"audio","audio_event":{"audio_base_64":"AQI=","event_id":1}}""", Text(audio.Encode()));
    }

    [Theory]
    [InlineData("{}", "")]
    [InlineData("""{"typ":"ping"}""", "")]
    [InlineData("""{"type":null}""", "")]
    [InlineData("""{"type":["ping"]}""", "")]
    [InlineData("""{"type":"Ping"}""", "Ping")]
    [InlineData("""{"type":"a_\"new\"_one"}""", "a_\"new\"_one")]
    public void A_frame_of_no_known_type_is_kept_as_it_is(string frame, string type)
    {
        var message = Decode<UnknownServerMessage>(frame);
        Assert.Equal(type, message.Type);
        Assert.Equal(frame, Text(message.Encode()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("hello")]
    [InlineData("null")]
    [InlineData("[{\"type\":\"ping\"}]")]
    [InlineData("{\"type\":\"ping\"")]
    [InlineData("{\"type\":\"ping\"} {}")]
    [InlineData("{\"type\":\"ping\",}")]
    [InlineData("{\"ping_ms\":NaN}")]
    [InlineData("\0")]
    public void What_is_no_JSON_object_is_a_malformed_message_that_says_why(string frame)
    {
        var message = Decode<MalformedServerMessage>(frame);
        Assert.NotEmpty(message.Problem);
        Assert.Equal(frame, Text(message.Encode()));
        Assert.NotEmpty(Assert.IsType<MalformedClientMessage>(ClientMessage.Decode(Encoding.UTF8.GetBytes(frame))).Problem);
    }

    [Fact]
    public void Bytes_that_are_no_text_end_nothing()
    {
        Assert.IsType<MalformedServerMessage>(ServerMessage.Decode([0xFF, 0xFE, 0x00]));
        byte[] cut = [.. """{"type":"agent_response","agent_response_event":{"agent_response":"caf"""u8, 0xC3, .. "\"}}"u8];
        Assert.Equal("caf\uFFFD", Assert.IsType<AgentResponse>(ServerMessage.Decode(cut)).Text);
    }

    [Fact]
    public void A_byte_order_mark_is_no_matter() =>
        Assert.IsType<Ping>(ServerMessage.Decode([0xEF, 0xBB, 0xBF, .. """{"type":"ping","ping_event":{"event_id":1}}"""u8]));

    [Theory]
    [InlineData("")]
    [InlineData(""","parameters":null""")]
    public void Parameters_that_are_missing_are_an_empty_object(string parameters)
    {
        var call = Decode<ClientToolCall>("{\"type\":\"client_tool_call\",\"client_tool_call\":{\"tool_name\":\"t\",\"tool_call_id\":\"c\",\"event_id\":1" + parameters + "}}");
        Assert.Equal("{}", call.Parameters.ToString());
        Assert.True(call.ExpectsResponse);
        Assert.Equal("""{"type":"client_tool_call","client_tool_call":{"tool_name":"t","tool_call_id":"c","parameters":{},"event_id":1,"expects_response":true}}""", Text(call.Encode()));
        Assert.Equal("{}", Decode<ClientToolCall>(Text((call with { Parameters = default }).Encode())).Parameters.ToString());
    }

    [Fact]
    public void Parameters_are_the_bytes_that_came()
    {
        const string parameters = """{ "a" : 1.0, "a":2, "\u0061":"\ud83d" }""";
        var call = Decode<ClientToolCall>($$$"""{"type":"client_tool_call","client_tool_call":{"parameters":{{{parameters}}}}}""");
        Assert.Equal(parameters, call.Parameters.ToString());
        Assert.Contains(parameters, Text(call.Encode()), StringComparison.Ordinal);
    }

    [Fact]
    public void The_payload_may_be_missing_null_or_something_else() => Assert.All(ServerShapes.Known.All, static shape =>
    {
        foreach (var payload in (string[])["", $",\"{shape.Payload}\":null", $",\"{shape.Payload}\":\"x\"", $",\"{shape.Payload}\":[{{}}]"])
        {
            var message = ServerMessage.Decode(Encoding.UTF8.GetBytes($"{{\"type\":\"{shape.Type}\"{payload}}}"));
            Assert.Equal(shape.Type, message.Type);
            Assert.IsNotType<UnknownServerMessage>(message);
            JsonElement.Parse(message.Encode());
        }
    });

    [Fact]
    public void Members_of_a_wrong_kind_are_read_where_they_can_be()
    {
        var call = Decode<ClientToolCall>("""{"type":"client_tool_call","client_tool_call":{"tool_name":{"x":1},"tool_call_id":12,"parameters":"{\"a\":1}","event_id":true,"expects_response":"false"}}""");
        Assert.Equal(("""{"x":1}""", "12", "\"{\\\"a\\\":1}\"", 0L, false), (call.ToolName, call.ToolCallId, call.Parameters.ToString(), call.EventId, call.ExpectsResponse));

        var audio = Decode<AgentAudio>("""{"type":"audio","audio_event":{"audio_base_64":"not base64!","event_id":"12","alignment":{"chars":["a",1,null],"char_start_times_ms":[1.5,"2",null]}}}""");
        Assert.Equal((0, 12), (audio.Bytes.Length, audio.EventId));
        Assert.Equal(["a", "1"], audio.Alignment!.Characters);
        Assert.Equal([1, 2, 0], audio.Alignment.StartTimesMs);
        Assert.Empty(audio.Alignment.DurationsMs);

        var status = Decode<McpConnectionStatus>("""{"type":"mcp_connection_status","mcp_connection_status":{"integrations":[1,{"integration_id":"i"}]}}""");
        Assert.Equal("i", Assert.Single(status.Integrations).IntegrationId);
    }

    [Theory]
    [InlineData("1e400", 0)]
    [InlineData("1e30", 0)]
    [InlineData("9223372036854775807", long.MaxValue)]
    [InlineData("9223372036854775808", 0)]
    [InlineData("-1", -1)]
    [InlineData("3.9", 3)]
    [InlineData("\"NaN\"", 0)]
    [InlineData("\" 4 \"", 4)]
    [InlineData("\"\"", 0)]
    public void An_event_id_is_the_whole_number_that_it_can_be(string id, long expected) =>
        Assert.Equal(expected, Decode<Interruption>($$$"""{"type":"interruption","interruption_event":{"event_id":{{{id}}}}}""").EventId);

    [Fact]
    public void An_error_without_its_event_is_an_error()
    {
        var error = Decode<ServerError>("""{"type":"error"}""");
        Assert.Equal((0, null, null), (error.Code, error.Message, error.ErrorType));
    }

    [Fact]
    public void Half_a_character_waits_for_its_other_half()
    {
        string[] parts = [.. from half in (string[])["\\ud83d", "\\ude42"]
                             select Decode<ChatResponsePart>($$$"""{"type":"agent_chat_response_part","text_response_part":{"text":"a\n\"{{{half}}}","type":"delta"}}""").Text];
        Assert.Equal("a\n\"\ud83da\n\"\ude42", string.Concat(parts));
        JsonElement.Parse(new ChatResponsePart { Text = parts[0], Part = ResponsePart.Delta }.Encode());
        JsonElement.Parse(new ClientToolResult { ToolCallId = "c", Result = parts[1] }.Encode());
    }

    [Fact]
    public void Depth_and_size_are_no_matter()
    {
        var deep = new string('[', 200_000) + new string(']', 200_000);
        var call = Decode<ClientToolCall>($$$$"""{"x":{{{{deep}}}},"type":"client_tool_call","client_tool_call":{"y":{{{{deep}}}},"parameters":{"z":{{{{deep}}}}}}}""");
        Assert.Equal(deep.Length + 6, call.Parameters.Utf8.Length);
        Assert.True(call.Encode().Length > 3 * deep.Length);

        var bytes = new byte[2 << 20];
        new Random(1).NextBytes(bytes);
        Assert.Equal(bytes, Decode<AgentAudio>(Text(new AgentAudio { Bytes = bytes, EventId = 1 }.Encode())).Bytes.ToArray());

        var many = string.Join(',', Enumerable.Range(0, 10_000).Select(static n => $"\"m{n}\":{n}"));
        var interruption = Decode<Interruption>($$$"""{"type":"interruption","interruption_event":{{{{many}}},"event_id":3}}""");
        Assert.Equal(3, interruption.EventId);
        Assert.Equal($"{{{many}}}", interruption.Extra.ToString());
    }

    [Fact]
    public void Slashes_of_base64_may_be_escaped() =>
        Assert.Equal([0xFB, 0xFF, 0xBF], Decode<AgentAudio>("""{"type":"audio","audio_event":{"audio_base_64":"+\/+\/"}}""").Bytes.ToArray());

    [Fact]
    public void A_message_holds_nothing_of_its_frame()
    {
        var frame = """{"a":1,"type":"client_tool_call","client_tool_call":{"tool_name":"t","tool_call_id":"c","parameters":{"x":1},"event_id":1,"expects_response":true,"b":2}}"""u8.ToArray();
        var message = ServerMessage.Decode(frame);
        var before = message.Encode();
        frame.AsSpan().Fill((byte)'#');
        Assert.Equal(before, message.Encode());
    }

    private static T Decode<T>(string frame) where T : ServerMessage => Assert.IsType<T>(ServerMessage.Decode(Encoding.UTF8.GetBytes(frame)));

    private static string Text(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
