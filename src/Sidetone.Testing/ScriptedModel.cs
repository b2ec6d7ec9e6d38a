using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Tools;

namespace Sidetone.Testing;

/// <summary>A model that answers by a script: each entry is one response to one request. Methods that begin with <c>And</c> add to the last response.</summary>
/// <example><code>
/// var model = new ScriptedModel()
///     .Calls("find_order", new { orderId = "A-1027" })
///     .Says("It leaves ", "tomorrow.")
///     .When("refund").Says("I cannot do that.")      // whenever the newest message contains it
///     .Otherwise().Says("Could you say that again?");
/// </code></example>
/// <remarks>It records every request, and fails if a context holds a call without its output, an output without its call, or an id twice,
/// as a provider would.</remarks>
public sealed class ScriptedModel : IChatClient
{
    private readonly Lock _gate = new();
    private readonly List<ScriptedResponse> _inOrder = [];
    private readonly List<ScriptedResponse> _keyed = [];
    private readonly List<ModelRequest> _requests = [];
    private readonly HashSet<ScriptedResponse> _used = [];
    private ScriptedResponse? _last;
    private string? _nextKey;
    private bool _nextIsDefault;
    private int _next;
    private int _calls;

    /// <summary>What it was asked, in order.</summary>
    public IReadOnlyList<ModelRequest> Requests
    {
        get
        {
            lock (_gate)
                return [.. _requests];
        }
    }

    /// <summary>Responses in the script's order that nobody has asked for, in words.</summary>
    public IReadOnlyList<string> Unused
    {
        get
        {
            lock (_gate)
                return [.. _inOrder.Skip(_next).Select(response => response.ToString())];
        }
    }

    /// <summary>What went wrong first: an unexpected request, or a context that no provider would take. Null while nothing did.</summary>
    public ExpectationException? Failure { get; private set; }

    /// <summary>Says something, in the given pieces.</summary>
    /// <param name="pieces">The pieces, streamed one after the other.</param>
    public ScriptedModel Says(params ReadOnlySpan<string> pieces) => Begin().AndSays(pieces);

    /// <summary>Calls a tool.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Its arguments: an anonymous object, a record, a dictionary, a <see cref="JsonElement"/>; null for none.</param>
    public ScriptedModel Calls(string tool, object? arguments = null) => Begin().AndCalls(tool, arguments);

    /// <summary>Calls several tools in one response.</summary>
    /// <param name="calls">Names with arguments.</param>
    public ScriptedModel Calls(params ReadOnlySpan<(string Tool, object? Arguments)> calls)
    {
        Begin();
        foreach (var (tool, arguments) in calls)
            AndCalls(tool, arguments);
        return this;
    }

    /// <summary>Calls a tool with arguments as text, malformed or not: what a client hands on that could not parse them.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">The text.</param>
    public ScriptedModel CallsRaw(string tool, string arguments) => Begin().AndCallsRaw(tool, arguments);

    /// <summary>Fails, before it has said anything.</summary>
    /// <param name="exception">What it throws.</param>
    public ScriptedModel Fails(Exception exception) => Begin().AndFails(exception);

    /// <summary>Waits until the test opens a gate, or until it is cancelled.</summary>
    /// <param name="gate">The gate.</param>
    public ScriptedModel Waits(Gate gate) => Begin().AndWaits(gate);

    /// <summary>Never answers, until it is cancelled.</summary>
    public ScriptedModel Hangs() => Begin().AndHangs();

    /// <summary>And says something.</summary>
    /// <param name="pieces">The pieces, streamed one after the other.</param>
    public ScriptedModel AndSays(params ReadOnlySpan<string> pieces)
    {
        foreach (var piece in pieces)
            And(new ScriptedPart.Words(piece));
        return this;
    }

    /// <summary>And calls a tool in the same response.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Its arguments; null for none.</param>
    public ScriptedModel AndCalls(string tool, object? arguments = null) =>
        And(new ScriptedPart.Call(tool, TestJson.ToElement(arguments ?? new { })));

    /// <summary>And calls a tool with arguments as text, malformed or not.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">The text.</param>
    public ScriptedModel AndCallsRaw(string tool, string arguments) => And(new ScriptedPart.RawCall(tool, arguments));

    /// <summary>And fails in the middle of the response.</summary>
    /// <param name="exception">What it throws.</param>
    public ScriptedModel AndFails(Exception exception) => And(new ScriptedPart.Failure(exception ?? throw new ArgumentNullException(nameof(exception))));

    /// <summary>And waits until the test opens a gate, or until it is cancelled.</summary>
    /// <param name="gate">The gate.</param>
    public ScriptedModel AndWaits(Gate gate) => And(new ScriptedPart.Wait(gate ?? throw new ArgumentNullException(nameof(gate))));

    /// <summary>And says no more, without coming to an end, until it is cancelled.</summary>
    public ScriptedModel AndHangs() => AndWaits(new Gate());

    /// <summary>The next response is given whenever the newest message contains a text: the caller's words, or a tool's output.
    /// Several for one text are given in order; the last of them again and again.</summary>
    /// <param name="contains">The text.</param>
    public ScriptedModel When(string contains)
    {
        ArgumentException.ThrowIfNullOrEmpty(contains);
        (_nextKey, _nextIsDefault) = (contains, false);
        return this;
    }

    /// <summary>The next response is given whenever the script has no other.</summary>
    public ScriptedModel Otherwise()
    {
        (_nextKey, _nextIsDefault) = (null, true);
        return this;
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="ExpectationException">The script has no response to this, or the context is one that no provider would take.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = Answer(messages, options);
        var finish = ChatFinishReason.Stop;
        foreach (var part in response.Parts)
        {
            await Task.Yield();     // others come in between, as they do while a real model thinks
            cancellationToken.ThrowIfCancellationRequested();
            switch (part)
            {
                case ScriptedPart.Words words:
                    yield return new(ChatRole.Assistant, words.Text);
                    break;
                case ScriptedPart.Call call:
                    finish = ChatFinishReason.ToolCalls;
                    yield return Update(new FunctionCallContent(NewId(), call.Name, Members(call.Arguments)));
                    break;
                case ScriptedPart.RawCall call:
                    finish = ChatFinishReason.ToolCalls;
                    yield return Update(new FunctionCallContent(NewId(), call.Name) { AdditionalProperties = new() { [ArgumentText.RawProperty] = call.Arguments } });
                    break;
                case ScriptedPart.Wait wait:
                    await wait.Gate.PassAsync(cancellationToken);
                    break;
                case ScriptedPart.Failure failure:
                    throw failure.Exception;
                default:
                    break;
            }
        }
        yield return new() { Role = ChatRole.Assistant, FinishReason = finish, ModelId = "scripted" };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType?.IsInstanceOfType(this) == true ? this : null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static ChatResponseUpdate Update(AIContent content) => new(ChatRole.Assistant, [content]);

    private static Dictionary<string, object?> Members(JsonElement arguments) =>
        arguments.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value);

    private string NewId() => $"call_{Interlocked.Increment(ref _calls)}";

    private ScriptedModel Begin()
    {
        _last = new(_nextKey, _nextIsDefault);
        (_nextKey is not null || _nextIsDefault ? _keyed : _inOrder).Add(_last);
        (_nextKey, _nextIsDefault) = (null, false);
        return this;
    }

    private ScriptedModel And(ScriptedPart part)
    {
        if (_last is null)
            throw new InvalidOperationException("There is no response to add to yet: begin with Says, Calls, Waits or Fails.");
        if (part is ScriptedPart.Call { Arguments.ValueKind: not JsonValueKind.Object })
            throw new ArgumentException("Arguments are an object, as in new { sku = \"A-7\" }. For anything else use CallsRaw.");
        _last.Parts.Add(part);
        return this;
    }

    private ScriptedResponse Answer(IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        lock (_gate)
        {
            var request = new ModelRequest(_requests.Count + 1, [.. messages], options);
            _requests.Add(request);
            if (ContextLaw.FindBreach(request.Messages) is { } breach)
                throw Fail($"The context breaks the law of the tool call: {breach}.\n{request}");
            return Choose(request) ?? throw Fail($"The script has {_inOrder.Count} responses in order, and none for this. Newest message: {request.Newest}\n{request}");
        }
    }

    private ScriptedResponse? Choose(ModelRequest request)
    {
        var matching = _keyed.FindAll(response => response.Key is { } key && request.Newest.Contains(key, StringComparison.OrdinalIgnoreCase));
        if (matching.Count > 0)
        {
            var chosen = matching.Find(response => !_used.Contains(response)) ?? matching[^1];
            _used.Add(chosen);
            return chosen;
        }
        return _next < _inOrder.Count ? _inOrder[_next++] : _keyed.FindLast(response => response.IsDefault);
    }

    private ExpectationException Fail(string message)
    {
        var failure = new ExpectationException(message);
        Failure ??= failure;
        return failure;
    }
}
