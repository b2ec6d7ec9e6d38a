using System.Globalization;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tools;

/// <summary>The client tools at work in one conversation: each call is run once, and answered at most once.</summary>
internal sealed class ClientToolCalls : IAsyncDisposable
{
    private readonly ClientTools _registry;
    private readonly Action<string, Exception> _failed;
    private readonly TimeProvider _time;
    private readonly ToolExecutor _executor;
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _changing = new();
    private readonly Dictionary<string, Tool> _found = new(StringComparer.Ordinal);
    private int _sought;

    public ClientToolCalls(ClientTools registry, string conversationId, ConversationOptions conversation, Action<string, Exception> failed)
    {
        _registry = registry;
        _failed = failed;
        var options = registry.Options;
        _time = options.Time ?? conversation.Time;
        _executor = new(registry.Tools, registry.Services, new()
        {
            ConversationId = conversationId,
            Limits = options.Limits,
            Filters = options.Filters,
            Log = conversation.Log,
            Time = _time,
            LoggerFactory = options.LoggerFactory ?? conversation.LoggerFactory,
            LogPayloads = options.LogPayloads,
        });
        registry.Changed += OnChanged;
        Update();       // one that was added meanwhile
    }

    /// <summary>Where the calls are recorded.</summary>
    public IConversationLog Log => _executor.Log;

    /// <summary>The tools that can be called, those of toolsets that are set up among them.</summary>
    public IEnumerable<Tool> Known => _executor.Tools.Values;

    /// <summary>The caller spoke over the agent.</summary>
    public void Interrupt()
    {
        _executor.Interrupt();
        _executor.BeginTurn();
    }

    /// <summary>The caller has spoken, and the agent's model is being asked.</summary>
    public void BeginTurn() => _executor.BeginTurn();

    public Task SetupAsync(CancellationToken cancellationToken) => _executor.SetupAsync(_registry.Toolsets, cancellationToken);

    /// <summary>Runs a call.</summary>
    /// <returns>How it ended; null when the same call was received before.</returns>
    public async ValueTask<ToolResult?> RunAsync(ClientToolCall call)
    {
        if (_registry.Options.OnUnknown is { } find && !_executor.Tools.ContainsKey(call.ToolName))
            await FindAsync(find, call).ConfigureAwait(false);
        var request = new ToolRequest(call.ToolName, call.Parameters.Utf8) { Id = call.ToolCallId, Response = Response(call), ToleratesUnknown = true };
        var result = await _executor.CallAsync(request).ConfigureAwait(false);
        return result.Outcome == Outcome.Duplicate && result.Reason == "repeated" ? null : result;
    }

    public ValueTask DisposeAsync()
    {
        _registry.Changed -= OnChanged;
        _ = _closing.CancelAsync();
        return _executor.DisposeAsync();
    }

    // Calls of one turn share its event id. Where a server sends none, each call is a response of its own.
    private static string Response(ClientToolCall call) => call.EventId > 0 ? call.EventId.ToString(CultureInfo.InvariantCulture) : call.ToolCallId;

    private async ValueTask FindAsync(Func<ClientToolCall, CancellationToken, ValueTask<Tool?>> find, ClientToolCall call)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);     // the code of a user never runs on the loop
        var options = _registry.Options;
        try
        {
            if (Interlocked.Increment(ref _sought) > options.Limits.MaxOpenCalls)
                return;
            using var timeout = new CancellationTokenSource(options.Limits.StartTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, timeout.Token);
            if (await find(call, either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false) is not { } tool)
                return;
            lock (_changing)
                _found[call.ToolName] = tool.Name == call.ToolName ? tool : tool.With(name: call.ToolName);
            Update();
        }
        catch (Exception exception)
        {
            _failed("OnUnknown", exception);     // it stays unknown
        }
        finally
        {
            Interlocked.Decrement(ref _sought);
        }
    }

    // The registry is everybody's: what does not fit in here is no failure of whoever changed it.
    private void OnChanged(object? sender, EventArgs e)
    {
        try
        {
            Update();
        }
        catch (ArgumentException exception)
        {
            _failed("A change of the client tools", exception);
        }
    }

    private void Update()
    {
        lock (_changing)
        {
            var tools = new Dictionary<string, Tool>(_found, StringComparer.Ordinal);
            foreach (var tool in _registry.Tools)
                tools[tool.Name] = tool;
            if (_registry.Options.PythonQuirks)
                tools = tools.ToDictionary(named => named.Key, named => PythonQuirks.Of(named.Value), StringComparer.Ordinal);
            _executor.SetTools(tools.Values);
        }
    }
}
