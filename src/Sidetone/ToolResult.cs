using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Tools;

namespace Sidetone;

/// <summary>What a call came to: an outcome, and an output for the model. The default value is <see cref="Nothing"/>.</summary>
public readonly struct ToolResult
{
    private readonly Outcome _outcome;
    private readonly bool _isData;
    private readonly bool _isSomething;

    private ToolResult(Outcome outcome, ReadOnlyMemory<byte> utf8, bool isText, string? reason = null, Beside? beside = null, bool isNothing = false)
    {
        _outcome = outcome;
        Utf8 = utf8;
        _isData = !isText;
        Reason = reason;
        Beside = beside;
        _isSomething = !isNothing;
    }

    /// <summary>How the call ended.</summary>
    public Outcome Outcome => _outcome.Value is null ? Outcome.Completed : _outcome;

    /// <summary>Why it ended so, in a word for programs: <c>step_budget</c>, <c>loop_guard</c>, <c>closing</c>. Null when the outcome says it all.</summary>
    public string? Reason { get; }

    /// <summary>The output, as UTF-8: JSON where it is data, plain text where it is text.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>The output is plain text, not JSON.</summary>
    public bool IsText => !_isData;

    /// <summary>The handler returned nothing (<c>void</c>, <c>Task</c> or null): the call is answered, and asks for no reply.</summary>
    public bool IsNothing => !_isSomething;

    /// <summary>The agent that the call hands the caller to.</summary>
    public Agent? Handoff => Beside?.Agent;

    /// <summary>What the model is shown after the output: images, documents, sounds. Of most results none.</summary>
    public IReadOnlyList<AIContent> Shown => Beside?.Shown ?? [];

    /// <summary>The output as text.</summary>
    public string Output => Encoding.UTF8.GetString(Utf8.Span);

    /// <summary>Completed, with JSON. A string becomes plain text, and <c>null</c> nothing.</summary>
    /// <param name="utf8">One JSON value, as UTF-8. It is kept, not copied.</param>
    public static ToolResult Json(ReadOnlyMemory<byte> utf8) => utf8.Span switch
    {
        [(byte)'"', ..] => Text(JsonSerializer.Deserialize(utf8.Span, LogJson.Default.String)),
        [(byte)'n', (byte)'u', (byte)'l', (byte)'l'] or [] => Nothing,
        _ => new(Outcome.Completed, utf8, isText: false),
    };

    /// <summary>Completed, with any JSON value.</summary>
    /// <param name="value">The output.</param>
    public static ToolResult Json(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => Nothing,
        JsonValueKind.String => Text(value.GetString()),
        _ => Json(Compact(value)),
    };

    /// <summary>Completed, with plain text; null is nothing.</summary>
    /// <param name="text">The output.</param>
    public static ToolResult Text(string? text) => text is null ? Nothing : new(Outcome.Completed, Encoding.UTF8.GetBytes(text), isText: true);

    /// <summary>Completed, with parts for the model: texts are the output, and what else there is (an image, a document, a sound, as data or by
    /// address) is shown to the model in a message of its own after it. The output says what is shown; the log keeps that, not the data.</summary>
    /// <param name="parts">The parts; none at all is nothing. Of data, 4 MiB in all are shown.</param>
    public static ToolResult Content(params IEnumerable<AIContent> parts) => Content(ContentOutput.MaxShownBytes, parts);

    /// <summary>As <see cref="Content(IEnumerable{AIContent})"/>, with a bound of its own.</summary>
    /// <param name="maxShownBytes">How much data is shown in all; the output says of the rest that it is too large. Default elsewhere: 4 MiB, more than
    /// most providers take of an image. A conversation keeps all that it shows.</param>
    /// <param name="parts">The parts; none at all is nothing.</param>
    public static ToolResult Content(int maxShownBytes, params IEnumerable<AIContent> parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxShownBytes);
        ArgumentNullException.ThrowIfNull(parts);
        if (ContentOutput.Of(parts, maxShownBytes, out var shown) is not { } text)
            return Nothing;
        return new(Outcome.Completed, Encoding.UTF8.GetBytes(text), isText: true, beside: shown.Count == 0 ? null : new(null, null, shown));
    }

    /// <summary>Completed without an output: no reply is asked for.</summary>
    public static ToolResult Nothing => default;

    /// <summary>Completed, and the caller is handed to another agent.</summary>
    /// <param name="agent">Who takes over.</param>
    /// <param name="result">An output beside it, for the model that goes on; default: none.</param>
    public static ToolResult HandTo(Agent agent, ToolResult result = default)
    {
        ArgumentNullException.ThrowIfNull(agent);
        return new(Outcome.Completed, result.Utf8, result.Utf8.IsEmpty || result.IsText, beside: new(agent.Id, agent, result.Beside?.Shown));
    }

    /// <summary>Not run: a policy or filter did not allow it.</summary>
    /// <param name="message">For the model.</param>
    /// <param name="reason">A word for programs.</param>
    public static ToolResult Denied(string message, string? reason = null) => Failed(Outcome.Denied, message, reason);

    /// <summary>The handler said no.</summary>
    /// <param name="message">For the model.</param>
    public static ToolResult Refused(string message) => Failed(Outcome.Refused, message);

    // What was laid out for people is white space that a model is billed for.
    private static byte[] Compact(JsonElement value)
    {
        var text = JsonMarshal.GetRawUtf8Value(value);
        if (!text.ContainsAny((byte)'\n', (byte)'\r'))
            return text.ToArray();
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            value.WriteTo(writer);
        return stream.ToArray();
    }

    internal static ToolResult Failed(Outcome outcome, string message, string? reason = null) =>
        new(outcome, Encoding.UTF8.GetBytes(message), isText: true, reason);

    internal static ToolResult Of(ToolCallEnded end) =>
        new(end.Outcome, end.Output.Utf8, end.Output.IsText, end.Reason, end.Beside, end.Nothing);

    internal Beside? Beside { get; }

    internal ToolResult WithOutput(ReadOnlyMemory<byte> utf8, bool isText) => new(Outcome, utf8, isText, Reason, Beside, IsNothing);

    /// <inheritdoc/>
    public override string ToString() => IsNothing ? $"{Outcome}" : $"{Outcome}: {Output}";
}
