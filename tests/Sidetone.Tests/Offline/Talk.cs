using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.Tests.Offline;

/// <summary>A talk with the offline model: what it says goes into the messages, and so does what tools answer.</summary>
internal sealed class Talk(params IReadOnlyList<AITool> tools)
{
    /// <summary>Saturday, 21 November 2026, 9:30 in the morning.</summary>
    public static readonly TimeProvider Saturday = new FixedTime(new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero));

    private readonly OfflineModel _model = new(Saturday);

    public List<ChatMessage> Messages { get; } = [];

    /// <summary>Says something. Returns the model's calls, one a line, or its words.</summary>
    public Task<string> SayAsync(string text, ChatToolMode? mode = null)
    {
        Messages.Add(new(ChatRole.User, text));
        return GoOnAsync(mode);
    }

    /// <summary>Answers the calls of the last message, in their order.</summary>
    public Task<string> AnswerAsync(params object?[] results)
    {
        var calls = Messages[^1].Contents.OfType<FunctionCallContent>().ToList();
        Messages.Add(new(ChatRole.Tool, [.. calls.Select((call, i) => new FunctionResultContent(call.CallId, results[i]))]));
        return GoOnAsync(mode: null);
    }

    public async Task<string> GoOnAsync(ChatToolMode? mode)
    {
        var response = await _model.GetResponseAsync(Messages, new() { Tools = [.. tools], ToolMode = mode }, TestContext.Current.CancellationToken);
        Messages.AddRange(response.Messages);
        var calls = response.Messages.SelectMany(m => m.Contents).OfType<FunctionCallContent>().Select(Line);
        return string.Join("\n", response.Text is { Length: > 0 } text ? [text, .. calls] : calls);
    }

    public static AIFunctionDeclaration Tool(string name, string description, string properties = "", string required = "") =>
        AIFunctionFactory.CreateDeclaration(name, description, JsonElement.Parse(
            "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[" + string.Join(',', required.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(r => $"\"{r}\"")) + "]}"));

    private static string Line(FunctionCallContent call) =>
        $"{call.Name}({string.Join(", ", call.Arguments!.Select(a => $"{a.Key}: {((JsonElement)a.Value!).GetRawText()}"))})";

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

        public override DateTimeOffset GetUtcNow() => now;
    }
}
