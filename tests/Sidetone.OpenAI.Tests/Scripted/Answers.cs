using System.Text;
using Microsoft.AspNetCore.Http;

namespace Sidetone.OpenAI.Tests.Scripted;

/// <summary>What a scripted server does with one request.</summary>
internal delegate Task Answer(HttpContext http);

internal static class Answers
{
    /// <summary>A completion in which the assistant says one thing.</summary>
    public static Answer Says(string text) => Json($$"""{"choices":[{"message":{"role":"assistant","content":"{{text}}"},"finish_reason":"stop"}]}""");

    public static Answer Json(string body, int status = 200, params (string Name, string Value)[] headers) => Body("application/json", body, status, headers);

    public static Answer Body(string contentType, string body, int status = 200, params (string Name, string Value)[] headers) => async http =>
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        foreach (var (name, value) in headers)
            http.Response.Headers[name] = value;
        await http.Response.WriteAsync(body, http.RequestAborted);
    };

    /// <summary>An event for each chunk, then the word that it is done.</summary>
    public static Answer Events(params string[] chunks) => Stream([.. chunks.Select(Event), Event("[DONE]")]);

    /// <summary>The same without that word, after which the answer ends in good order.</summary>
    public static Answer UnfinishedEvents(params string[] chunks) => Stream([.. chunks.Select(Event)]);

    /// <summary>The same, after which the connection closes in the middle of the answer. An abort would also take back what is under way.</summary>
    public static Answer EventsThenDrop(params string[] chunks) => async http =>
    {
        await UnfinishedEvents(chunks)(http);
        throw new IOException("Closes the connection.");
    };

    /// <summary>Tears the connection down without a word.</summary>
    public static Answer Abort => http =>
    {
        http.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Pieces of a stream of events, each sent on its own.</summary>
    public static Answer Stream(params string[] pieces) => Pieces([.. pieces.Select(Encoding.UTF8.GetBytes)]);

    public static Answer Pieces(params byte[][] pieces) => async http =>
    {
        if (!http.Response.HasStarted)
            http.Response.ContentType = "text/event-stream";
        foreach (var piece in pieces)
        {
            await http.Response.Body.WriteAsync(piece, http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
        }
    };

    public static string Event(string data) => $"data: {data}\n\n";

    /// <summary>A chunk that adds to the answer.</summary>
    public static string Delta(string delta, string? finish = null) =>
        $$"""{"id":"r1","created":1700000000,"model":"m-2026","choices":[{"index":0,"delta":{{delta}},"finish_reason":{{(finish is null ? "null" : $"\"{finish}\"")}}}]}""";

    public static string Text(string text) => Delta($$"""{"content":"{{text}}"}""");

    public static string Calls(params string[] fragments) => Delta($$"""{"tool_calls":[{{string.Join(',', fragments)}}]}""");

    public static string Finish(string reason) => Delta("{}", reason);
}
