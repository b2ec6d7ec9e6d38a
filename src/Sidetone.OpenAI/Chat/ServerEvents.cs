using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Sidetone.OpenAI.Chat;

/// <summary>The JSON chunks of a streamed answer, until the server says that it is done or the stream ends.</summary>
internal sealed class ServerEvents : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly IAsyncEnumerator<SseItem<JsonElement?>> _items;
    private bool _ended;

    public ServerEvents(Stream stream, CancellationToken cancellationToken)
    {
        _stream = stream;
        _items = SseParser.Create(stream, Parse).EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>Whether the stream ended with the server's word that it is done.</summary>
    public bool Done { get; private set; }

    /// <summary>The next chunk, or null after the last.</summary>
    public async ValueTask<JsonElement?> NextAsync()
    {
        while (!Done && await _items.MoveNextAsync())
        {
            var item = _items.Current;
            if (item.Data is not { } chunk)
            {
                Done = true;
                return null;
            }
            if (item.EventType == "error")
                throw Error(chunk);
            ThrowIfError(chunk);
            ThrowIfError(chunk.Elements("choices").FirstOrDefault());   // as routers tell it
            if (chunk.ValueKind == JsonValueKind.Object)
                return chunk;
        }
        _ended = true;
        return null;
    }

    /// <summary>An error in an answer whose status said that all is well: the only way left once a stream has begun.</summary>
    public static void ThrowIfError(JsonElement answer)
    {
        if (answer.Member("error") is { } error)
            throw Error(error);
    }

    /// <summary>Ends the reading. Before the stream's end this hangs up.</summary>
    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync();
        if (!Done && !_ended)
            await HangUpAsync();
    }

    /// <summary>Closes the connection at once. Merely disposed, it would be read on for seconds in the hope of using it again, and the model
    /// would go on writing what nobody hears. A read that is cancelled while it waits closes it.</summary>
    private async ValueTask HangUpAsync()
    {
        var rest = new byte[16 * 1024];
        try
        {
            for (var i = 0; i < 64; i++) // what has arrived already is in the way of waiting
            {
                using var cancel = new CancellationTokenSource();   // a new one each time: one that has fired keeps a read from beginning, and closes nothing
                var read = _stream.ReadAsync(rest, cancel.Token);
                if (!read.IsCompleted)
                    await cancel.CancelAsync();
                if (await read == 0)
                    return;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // That was the point, or it had been closed before.
        }
    }

    private static HttpRequestException Error(JsonElement error)
    {
        error = error.Member("error") ?? error;
        var text = (error.ValueKind == JsonValueKind.String ? LooseText.Of(error) : error.Text("message")) ?? "no reason given";
        HttpStatusCode? status = error.Whole("code") is >= 400 and <= 599 and { } code ? (HttpStatusCode)code : null;
        return new HttpRequestException($"The server gave up while it answered: {Excerpt.Of(text)}", inner: null, status);
    }

    private static JsonElement? Parse(string eventType, ReadOnlySpan<byte> data)
    {
        data = data.Trim(" \t\r\n"u8);
        if (data.SequenceEqual("[DONE]"u8))
            return null;
        if (data.IsEmpty)
            return default(JsonElement);
        try
        {
            var reader = new Utf8JsonReader(data);
            return JsonElement.ParseValue(ref reader);
        }
        catch (JsonException exception)
        {
            throw new HttpRequestException(HttpRequestError.InvalidResponse,
                $"The server sent a chunk that is no JSON: {Excerpt.Of(data)}", exception);
        }
    }
}
