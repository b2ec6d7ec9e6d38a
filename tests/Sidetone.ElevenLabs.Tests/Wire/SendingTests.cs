using System.Buffers;
using System.Text;
using System.Text.Json;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Wire;

/// <summary>What is sent is what the platform and its SDKs accept.</summary>
public sealed class SendingTests
{
    public static IEnumerable<object[]> Sent =>
    [
        [new UserAudio { Bytes = new byte[] { 0xFB, 0xFF, 0xBF } }, """{"user_audio_chunk":"+/+/"}"""],
        [new Pong { EventId = 3 }, """{"type":"pong","event_id":3}"""],
        [new ClientToolResult { ToolCallId = "c", Result = "Za\"ż\n" }, """{"type":"client_tool_result","tool_call_id":"c","result":"Za\"ż\n","is_error":false}"""],
        [new ClientToolResult { ToolCallId = "c", Result = "", IsError = true, ErrorType = ToolErrorType.ClientTimeout }, """{"type":"client_tool_result","tool_call_id":"c","result":"","is_error":true,"error_type":"client_timeout"}"""],
        [new ContextualUpdate { Text = "t" }, """{"type":"contextual_update","text":"t"}"""],
        [new UserMessage { Text = "t" }, """{"type":"user_message","text":"t"}"""],
        [new UserMessage(), """{"type":"user_message"}"""],
        [new UserActivity(), """{"type":"user_activity"}"""],
        [new Feedback { EventId = 1, Score = FeedbackScore.Dislike }, """{"type":"feedback","event_id":1,"score":"dislike"}"""],
        [new Feedback { EventId = 1 }, """{"type":"feedback","event_id":1,"score":null}"""],
        [new McpToolApproval { ToolCallId = "c", IsApproved = false }, """{"type":"mcp_tool_approval_result","tool_call_id":"c","is_approved":false}"""],
        [new MultimodalMessage { Text = new() { Text = "t" }, File = new() { FileId = "f" } }, """{"type":"multimodal_message","text":{"type":"user_message","text":"t"},"file":{"type":"file_input","file_id":"f"}}"""],
        [new ConversationInitiation(), """{"type":"conversation_initiation_client_data","conversation_config_override":{}}"""],
        [
            new ConversationInitiation
            {
                ConfigOverride = new() { Conversation = new() { TextOnly = true }, Agent = new() { Prompt = new() { ToolIds = [] } } },
                DynamicVariables = new Dictionary<string, DynamicVariable> { ["a"] = "x\"", ["b"] = 1, ["c"] = 1.5, ["d"] = true, ["e"] = (string?)null, ["f"] = DynamicVariable.List("x", 1), ["g"] = 49.80m },
            },
            """{"type":"conversation_initiation_client_data","conversation_config_override":{"agent":{"prompt":{"tool_ids":[]}},"conversation":{"text_only":true}},"dynamic_variables":{"a":"x\"","b":1,"c":1.5,"d":true,"e":null,"f":["x",1],"g":49.80}}"""
        ],
        [new EnclaveSetup(), """{"type":"enclave_setup_config","agent_config_dict":null,"override_agent_config_list":null,"tools_config_list":null,"prompt_knowledge_base":null}"""],
    ];

    [Theory]
    [MemberData(nameof(Sent))]
    public void A_message_is_written_as_the_platform_wants_it(ClientMessage message, string frame) => Assert.Equal(frame, Encoding.UTF8.GetString(message.Encode()));

    [Theory]
    [InlineData("7", "7", false)]
    [InlineData("""{"a":[1]}""", """{"a":[1]}""", false)]
    [InlineData("null", "", false)]
    [InlineData("\"7\"", "7", true)]
    public void A_result_of_another_kind_is_taken_as_its_text(string sent, string result, bool wasText)
    {
        var message = Assert.IsType<ClientToolResult>(ClientMessage.Decode(Encoding.UTF8.GetBytes($$"""{"type":"client_tool_result","tool_call_id":"c","result":{{sent}},"is_error":false}""")));
        Assert.Equal((result, wasText), (message.Result, message.WasText));
        Assert.Equal(JsonValueKind.String, JsonElement.Parse(message.Encode()).GetProperty("result").ValueKind);
    }

    [Fact]
    public void An_error_type_alone_is_an_error()
    {
        Assert.True(Result("\"error_type\":\"user_rejected\"").Failed);
        Assert.True(Result("\"is_error\":false,\"error_type\":\"new_one\"").Failed);
        Assert.False(Result("\"is_error\":false").Failed);
        Assert.False(Result("\"is_error\":null,\"error_type\":null").Failed);

        static ClientToolResult Result(string members) =>
            Assert.IsType<ClientToolResult>(ClientMessage.Decode(Encoding.UTF8.GetBytes($$"""{"type":"client_tool_result","tool_call_id":"c","result":"r",{{members}}}""")));
    }

    [Fact]
    public void Text_only_is_read_where_either_SDK_puts_it()
    {
        Assert.True(Override("""{"text_only":true}""").TextOnly);
        Assert.True(Override("""{"conversation":{"text_only":true}}""").Conversation!.TextOnly);

        static ConversationOverride Override(string given) => Assert.IsType<ConversationInitiation>(
            ClientMessage.Decode(Encoding.UTF8.GetBytes($$"""{"type":"conversation_initiation_client_data","conversation_config_override":{{given}}}"""))).ConfigOverride!;
    }

    [Fact]
    public void A_secret_is_not_shown()
    {
        var setup = new EnclaveSetup { TranscriptionWebhook = new() { Url = "https://example.com", HmacSecret = "0123456789abcdef" } };
        Assert.DoesNotContain("0123456789abcdef", setup.ToString(), StringComparison.Ordinal);
        Assert.Contains("0123456789abcdef", Encoding.UTF8.GetString(setup.Encode()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sender_with_a_writer_of_its_own_allocates_nothing()
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(buffer);
        var audio = new UserAudio { Bytes = new byte[8000] };
        Write();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Write()
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            audio.WriteTo(json);
            json.Flush();
        }
    }

    [Fact]
    public void A_message_that_is_read_allocates_itself_and_no_more()
    {
        var ping = """{"type":"ping","ping_event":{"event_id":2,"ping_ms":35}}"""u8.ToArray();
        var audio = new AgentAudio { Bytes = new byte[8000], EventId = 1 }.Encode();
        Assert.InRange(Allocated(ping), 1, 120);
        Assert.InRange(Allocated(audio), 8000, 8200);

        static long Allocated(byte[] frame)
        {
            ServerMessage.Decode(frame);
            var before = GC.GetAllocatedBytesForCurrentThread();
            ServerMessage.Decode(frame);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void What_has_no_record_is_sent_as_it_is() =>
        Assert.Equal("""{"type":"x_own","a":1}""", Encoding.UTF8.GetString(new UnknownServerMessage { Json = new JsonText("""{"type":"x_own","a":1}"""u8.ToArray()) }.Encode()));

    [Theory]
    [InlineData("pcm_16000", 32000)]
    [InlineData("ulaw_8000", 8000)]
    [InlineData("opus_48000", 0)]
    [InlineData("pcm_x", 0)]
    [InlineData("", 0)]
    public void The_name_of_a_format_says_its_rate(string name, int bytes) =>
        Assert.Equal(bytes, ElevenLabs.Audio.AudioFormat.TryParse(name, out var format) ? format.BytesPerSecond : 0);
}
