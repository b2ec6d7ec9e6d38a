using System.Text.Json;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Anthropic;

/// <summary>What Anthropic's server sends.</summary>
internal static class AnthropicEvents
{
    public const string Start = """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}""";
    public const string TextStart = """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""";
    public const string TextStop = """{"type":"content_block_stop","index":0}""";
    public const string CallStart = """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"weather","input":{}}}""";
    public const string CallStop = """{"type":"content_block_stop","index":1}""";
    public const string Stop = """{"type":"message_stop"}""";

    public static string Text(string text) => $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{text}}}"}}""";

    public static string Arguments(string json) =>
        $$$"""{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":{{{JsonSerializer.Serialize(json)}}}}}""";

    public static string Finish(string reason) => $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":9}}""";

    /// <summary>A message that comes whole.</summary>
    public static Answer Message(string content, string stopReason = "end_turn") => Answers.Json(
        $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[{{{content}}}],"stop_reason":"{{{stopReason}}}","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":4}}""");

    public static Answer Stream(params string[] events) =>
        Answers.Stream([.. events.Select(data => $"event: {JsonElement.Parse(data).GetProperty("type").GetString()}\n{Answers.Event(data)}")]);
}
