using System.Buffers;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Sidetone.OpenAI.Chat;

/// <summary>Writes the body of a request.</summary>
/// <remarks>Written by hand and not through the SDK's types: those cannot leave out or add a field for one server, which is what
/// compatibility comes down to. What a caller names in wire terms (a raw representation, additional properties) wins over ours.</remarks>
internal sealed class RequestWriter : IDisposable
{
    private static readonly string[] s_ownFields = ["model", "messages", "stream"];

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly HashSet<string> _written = [.. s_ownFields];
    private readonly Utf8JsonWriter _json;

    private RequestWriter() => _json = new Utf8JsonWriter(_buffer, AnyJson.Compact);

    /// <param name="messages">The conversation.</param>
    /// <param name="options">What the caller wants.</param>
    /// <param name="model">The model, unless the options name another.</param>
    /// <param name="raw">What the options' factory of raw representations made.</param>
    /// <param name="stream">Whether the answer shall come in pieces.</param>
    /// <param name="newLimitName">Whether the server knows the limit of tokens by its new name. See <see cref="Dialect"/>.</param>
    public static BinaryData Write(IEnumerable<ChatMessage> messages, ChatOptions? options, string model, object? raw, bool stream, bool newLimitName)
    {
        using var request = new RequestWriter();
        request.WriteBody(messages, options, model, raw, stream, newLimitName);
        return BinaryData.FromBytes(request._buffer.WrittenMemory);
    }

    public void Dispose() => _json.Dispose();

    private void WriteBody(IEnumerable<ChatMessage> messages, ChatOptions? options, string model, object? raw, bool stream, bool newLimitName)
    {
        var given = Given(raw);
        _json.WriteStartObject();
        _json.WriteString("model", options?.ModelId ?? model);
        MessageWriter.Write(_json, options?.Instructions, messages);
        if (stream)
            _json.WriteBoolean("stream", true);
        WriteGiven(given, options);
        if (stream && Begins("stream_options"))
        {
            _json.WriteStartObject("stream_options");
            _json.WriteBoolean("include_usage", true);
            _json.WriteEndObject();
        }
        if (options is not null)
            WriteOptions(options, newLimitName);
        ToolWriter.Write(_json, Begins, given.Elements("tools"), options);
        _json.WriteEndObject();
        _json.Flush();
    }

    private static JsonElement Given(object? raw) => raw switch
    {
        null => default,
        ChatCompletionOptions typed => Parse(((IPersistableModel<ChatCompletionOptions>)typed).Write(ModelReaderWriterOptions.Json)),
        JsonElement { ValueKind: JsonValueKind.Object } json => json,
        _ => throw new NotSupportedException(
            $"A raw representation for chat completions is an {typeof(ChatCompletionOptions).FullName} or a JSON object as a {nameof(JsonElement)}, not {raw.GetType().FullName}."),
    };

    private static JsonElement Parse(BinaryData utf8)
    {
        var reader = new Utf8JsonReader(utf8.ToMemory().Span);
        return JsonElement.ParseValue(ref reader);
    }

    private void WriteGiven(JsonElement raw, ChatOptions? options)
    {
        if (raw.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in raw.EnumerateObject())
            {
                if (field.Name != "tools" && Begins(field.Name))
                    field.WriteTo(_json);
            }
        }
        foreach (var (name, value) in options?.AdditionalProperties ?? [])
        {
            // Null leaves the field out, also one of ours. Names with a dot belong to other layers, ours among them.
            if (name == ResponseFormatWriter.StrictProperty || name.Contains('.') || !Begins(name) || value is null)
                continue;
            _json.WritePropertyName(name);
            AnyJson.Write(_json, value);
        }
        if (_written.Contains("max_tokens") || _written.Contains("max_completion_tokens"))
            _written.UnionWith(["max_tokens", "max_completion_tokens"]);
    }

    private void WriteOptions(ChatOptions options, bool newLimitName)
    {
        Number("temperature", options.Temperature);
        Number("top_p", options.TopP);
        Number("frequency_penalty", options.FrequencyPenalty);
        Number("presence_penalty", options.PresencePenalty);
        Whole("seed", options.Seed);
        Whole(newLimitName ? "max_completion_tokens" : "max_tokens", options.MaxOutputTokens);
        if (options.Reasoning?.Effort is { } effort && Begins("reasoning_effort"))
            _json.WriteString("reasoning_effort", Effort(effort));
        if (options.StopSequences is { Count: > 0 } stops && Begins("stop"))
        {
            _json.WriteStartArray("stop");
            foreach (var stop in stops)
                _json.WriteStringValue(stop);
            _json.WriteEndArray();
        }
        if (options.ResponseFormat is { } format && Begins("response_format"))
            ResponseFormatWriter.Write(_json, format, options);
    }

    private bool Begins(string name) => _written.Add(name);

    private void Number(string name, float? value)
    {
        if (value is { } number && Begins(name))
            _json.WriteNumber(name, number);
    }

    private void Whole(string name, long? value)
    {
        if (value is { } number && Begins(name))
            _json.WriteNumber(name, number);
    }

    private static string Effort(ReasoningEffort effort) => effort switch
    {
        ReasoningEffort.None => "none",
        ReasoningEffort.Low => "low",
        ReasoningEffort.Medium => "medium",
        ReasoningEffort.High => "high",
        _ => "xhigh",
    };
}
