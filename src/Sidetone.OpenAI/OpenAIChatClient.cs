using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;
using Sidetone.OpenAI.Chat;
using ChatClient = OpenAI.Chat.ChatClient;

namespace Sidetone.OpenAI;

/// <summary>Chat completions of OpenAI, or of any server that is compatible with it, as an <see cref="IChatClient"/>.</summary>
/// <remarks>
/// <para>A streamed call of a tool comes once and whole, as soon as it is complete. Arguments that are no JSON object, or give a property twice, leave
/// <see cref="FunctionCallContent.Arguments"/> null, say why in <see cref="FunctionCallContent.Exception"/>, and are carried as text in the
/// additional property <c>sidetone.arguments</c>.</para>
/// <para>It throws <see cref="ClientResultException"/> with the status when the server refused, <see cref="HttpRequestException"/> when no
/// server answered or its answer did not come to an end, and <see cref="TimeoutException"/> when it fell silent. Each message is one line and
/// never holds the key. It may be shared by threads, and has nothing to dispose.</para>
/// </remarks>
public sealed class OpenAIChatClient : IChatClient
{
    private readonly ChatClient _client;
    private readonly string _model;
    private readonly Failures _failures;
    private readonly bool _newLimitName;
    private readonly ChatClientMetadata _metadata;

    /// <summary>A client of the model and the server that the options name.</summary>
    /// <param name="options">Which model, where, with which key, and how patiently.</param>
    /// <exception cref="ArgumentException">The options cannot be used; the message says what to change.</exception>
    public OpenAIChatClient(OpenAIChatClientOptions options)
        : this(Create(options), options.ApiKey)
    {
    }

    /// <summary>A client over one of the official SDK, which keeps its own key, retries and timeouts.</summary>
    /// <param name="client">The official one, of one model.</param>
    public OpenAIChatClient(ChatClient client)
        : this(client, key: null)
    {
    }

    private OpenAIChatClient(ChatClient client, string? key)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _model = client.Model;
        _failures = new Failures(client.Endpoint, key);
        _newLimitName = Dialect.HasNewLimitName(client.Endpoint);
        _metadata = new ChatClientMetadata("openai", client.Endpoint, client.Model);
    }

    /// <summary>One line for a person on what went wrong: the key, the model's name, the address, a limit.</summary>
    /// <param name="exception">What a request threw, or anything else.</param>
    public static string Describe(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return Failures.Describe(exception);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var response = await SendAsync(messages, options, stream: false, cancellationToken);
        return ReadWhole(response);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        using var response = await SendAsync(messages, options, stream: true, cancellationToken);
        if (response.ContentStream is not { } content || !IsEventStream(response))
        {
            // A server that cannot stream answers at once.
            foreach (var update in (await ReadWholeAsync(response, cancellationToken)).ToChatResponseUpdates())
                yield return update;
            yield break;
        }

        var reader = new UpdateReader();
        await using var events = new ServerEvents(content, cancellationToken);
        while (await NextAsync(events, reader, cancellationToken) is { } chunk)
        {
            foreach (var update in reader.Read(chunk))
                yield return update;
        }
        if (!reader.Finished && !events.Done)
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The stream ended before the model finished.");
        foreach (var update in reader.End())
            yield return update;
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(ChatClientMetadata))
            return _metadata;
        if (serviceType == typeof(ChatClient))
            return _client;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Connections belong to the SDK, which shares them among all clients of the process.
    }

    private static ChatClient Create(OpenAIChatClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        // The SDK insists on a key, and servers that want none ignore one.
        return new ChatClient(options.Model, new ApiKeyCredential(string.IsNullOrEmpty(options.ApiKey) ? "none" : options.ApiKey), new OpenAIClientOptions
        {
            Endpoint = options.BaseUrl,
            OrganizationId = options.Organization,
            ProjectId = options.Project,
            NetworkTimeout = options.NetworkTimeout,
            RetryPolicy = new BoundedRetryPolicy(options.Retries, options.LongestRetryDelay, options.Time),
        });
    }

    private async Task<PipelineResponse> SendAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, bool stream, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var body = RequestWriter.Write(messages, options, _model, options?.RawRepresentationFactory?.Invoke(this), stream, _newLimitName);
        using var content = BinaryContent.Create(body);
        var request = new RequestOptions { CancellationToken = cancellationToken, BufferResponse = !stream };
        try
        {
            return (await _client.CompleteChatAsync(content, request)).GetRawResponse();
        }
        catch (Exception exception)
        {
            throw _failures.Explain(exception, cancellationToken);
        }
    }

    private async ValueTask<JsonElement?> NextAsync(ServerEvents events, UpdateReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return await events.NextAsync();
        }
        catch (IOException) when (reader.Finished && !cancellationToken.IsCancellationRequested)
        {
            return null; // only the count of tokens is lost
        }
        catch (IOException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The stream ended before the model finished.", exception);
        }
        catch (Exception exception)
        {
            throw _failures.Explain(exception, cancellationToken);
        }
    }

    private async Task<ChatResponse> ReadWholeAsync(PipelineResponse response, CancellationToken cancellationToken)
    {
        try
        {
            await response.BufferContentAsync(cancellationToken);
        }
        catch (Exception exception)
        {
            throw _failures.Explain(exception, cancellationToken);
        }
        return ReadWhole(response);
    }

    private ChatResponse ReadWhole(PipelineResponse response)
    {
        try
        {
            var reader = new Utf8JsonReader(response.Content.ToMemory().Span);
            return ResponseReader.Read(JsonElement.ParseValue(ref reader));
        }
        catch (JsonException exception)
        {
            throw _failures.Explain(new HttpRequestException(HttpRequestError.InvalidResponse,
                $"The server did not answer in JSON. Does the base URL end in what comes before /chat/completions? It began: {Excerpt.Of(response.Content.ToMemory().Span)}",
                exception), CancellationToken.None);
        }
        catch (HttpRequestException exception)
        {
            throw _failures.Explain(exception, CancellationToken.None);
        }
    }

    /// <summary>Servers stream under several content types; but JSON is a whole answer, and a page is none.</summary>
    private static bool IsEventStream(PipelineResponse response) =>
        !response.Headers.TryGetValue("Content-Type", out var type) || type is null
        || !(type.Contains("json", StringComparison.OrdinalIgnoreCase) || type.Contains("html", StringComparison.OrdinalIgnoreCase));
}
