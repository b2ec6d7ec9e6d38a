using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Tools;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>The client tools at work in one conversation. Calls are read in the order in which they came, off the receiving loop; each is run once,
/// and answered at most once.</summary>
internal sealed partial class ClientToolCalls : IAsyncDisposable
{
    private const int MaxRemembered = 1_000, MaxNamed = 30;

    private static readonly ToolResult s_tooMany = ToolResult.Denied("Too many calls at once, so this one was not run. Call it again if it is still needed.", "too_many_calls");

    private readonly ConversationOptions _conversation;
    private readonly ClientTools _registry;
    private readonly OwnCode _ownCode;
    private readonly Action<AgentEvent, int> _publish;
    private readonly Func<ClientMessage, Task> _send;
    private readonly Action<string, Exception> _failed;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Channel<Input> _inputs;
    private readonly CallIds _ids = new(MaxRemembered);
    private readonly CancellationTokenSource _closing = new();
    private readonly Lock _changing = new();
    private readonly Dictionary<string, Tool> _found = new(StringComparer.Ordinal);
    private ToolExecutor? _executor;
    private Task _reading = Task.CompletedTask;
    private int _sought;
    private int _overdue;       // what found no place among the inputs

    public ClientToolCalls(
        ConversationOptions conversation, OwnCode ownCode, Action<AgentEvent, int> publish, Func<ClientMessage, Task> send, Action<string, Exception> failed)
    {
        _conversation = conversation;
        _registry = conversation.Tools ?? new();
        (_ownCode, _publish, _send, _failed) = (ownCode, publish, send, failed);
        _time = _registry.Options.Time ?? conversation.Time;
        _logger = (_registry.Options.LoggerFactory ?? conversation.LoggerFactory)?.CreateLogger<ClientTools>() ?? (ILogger)NullLogger.Instance;
        _inputs = Channel.CreateBounded<Input>(new BoundedChannelOptions(Math.Max(1, _registry.Options.Limits.MaxOpenCalls)) { SingleReader = true });
    }

    /// <summary>Where the calls are recorded.</summary>
    public IConversationLog Log => _executor!.Log;

    /// <summary>The tools that can be called, those of toolsets that are set up among them.</summary>
    public IEnumerable<Tool> Known => _executor?.Tools.Values ?? [];

    /// <summary>Sets up the toolsets; from then on calls run, those too that have come before.</summary>
    public async Task StartAsync(string conversationId, CancellationToken cancellationToken)
    {
        var options = _registry.Options;
        _executor = new(_registry.Tools, _registry.Services, new()
        {
            // A server that sends no id has no two conversations with one key.
            ConversationId = conversationId.Length > 0 ? conversationId : null,
            Limits = options.Limits,
            Filters = [.. options.Filters, new NoHandover(_failed)],
            Log = _conversation.Log,
            Time = _time,
            LoggerFactory = options.LoggerFactory ?? _conversation.LoggerFactory,
            LogPayloads = options.LogPayloads,
        });
        _registry.Changed += OnChanged;
        Update();       // one that was added meanwhile
        await _executor.SetupAsync(_registry.Toolsets, cancellationToken).ConfigureAwait(false);
        _reading = ReadAsync(_executor);
    }

    /// <summary>Takes a call, unless it has come before. One that comes while too many wait is answered so. Called by the receiving loop only.</summary>
    public void Take(ClientToolCall call)
    {
        if (call.ToolCallId.Length == 0)
        {
            LogUnanswerable(call.ToolName);
            return;
        }
        if (!_ids.Take(call.ToolCallId))
        {
            LogRepeated(call.ToolCallId, call.ToolName);
            return;
        }
        var received = _conversation.Time.GetTimestamp();
        if (!_inputs.Writer.TryWrite(new(Input.Call, call, received)))
            _ = TellAsync(call, s_tooMany, received);
    }

    /// <summary>The caller spoke over the agent.</summary>
    public void Interrupt() => Post(Input.Interruption);

    /// <summary>The caller has spoken, and the agent's model is being asked.</summary>
    public void BeginTurn() => Post(Input.Turn);

    // Where there is no place, it waits for the next input: it is never lost, and never piles up.
    private void Post(int kind)
    {
        if (!_inputs.Writer.TryWrite(new(kind)))
            Interlocked.Or(ref _overdue, kind);
    }

    public async ValueTask DisposeAsync()
    {
        _registry.Changed -= OnChanged;
        _inputs.Writer.TryComplete();
        _ = _closing.FireAsync(exception => _failed("OnUnknown", exception));
        if (_executor is not { } executor)
            return;
        // What came before the end and may change something is run; arguments that are never read are not waited for.
        await _reading.EndsWithinAsync(_registry.Options.Limits.FinishTimeout, _time).ConfigureAwait(false);
        await executor.DisposeAsync().ConfigureAwait(false);
    }

    // Reading arguments runs constructors and converters of the user: one call after the other, so that their order holds.
    private async Task ReadAsync(ToolExecutor executor)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        await foreach (var input in _inputs.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            if (input.ToolCall is { } call)
                _ = RunAsync(executor, call, input.Received);
            var kinds = input.Kind | Interlocked.Exchange(ref _overdue, 0);
            if ((kinds & Input.Interruption) != 0)
                executor.Interrupt();
            if ((kinds & (Input.Interruption | Input.Turn)) != 0)
                executor.BeginTurn();
        }
    }

    private async Task RunAsync(ToolExecutor executor, ClientToolCall call, long received)
    {
        try
        {
            ToolResult result;
            using (_ownCode.Enter())
            {
                if (_registry.Options.OnUnknown is { } find && !executor.Tools.ContainsKey(call.ToolName))
                    await FindAsync(find, call).ConfigureAwait(false);
                var request = new ToolRequest(call.ToolName, call.Parameters.Utf8) { Id = call.ToolCallId, ResponseId = Response(call), ToleratesUnknown = true };
                result = await executor.CallAsync(request).ConfigureAwait(false);
            }
            if (result.Outcome == Outcome.Duplicate && result.Reason == "repeated")
                return;     // so long ago that only the record knows it
            await TellAsync(call, result, received).ConfigureAwait(false);
            if (result.Outcome == Outcome.UnknownTool)
                LogUnknown(call.ToolName, executor.Tools.Count == 0 ? "no tools" : string.Join(", ", executor.Tools.Keys.Order(StringComparer.Ordinal).Take(MaxNamed)));
        }
        catch (Exception exception)
        {
            _failed(call.ToolName, exception);
        }
    }

    private Task TellAsync(ClientToolCall call, in ToolResult result, long received)
    {
        _ids.Answer(call.ToolCallId);
        var answer = ToolAnswer.Of(call, result, _registry.Options);
        var ended = new ClientToolEnded
        {
            CallId = call.ToolCallId,
            Name = call.ToolName,
            Result = result,
            Answer = answer,
            Duration = _conversation.Time.GetElapsedTime(received),
        };
        _publish(ended, result.Utf8.Length);
        return answer is null ? Task.CompletedTask : _send(answer);
    }

    // Calls of one turn share its event id. Where a server sends none, each call is a response of its own.
    private static string Response(ClientToolCall call) => call.EventId > 0 ? call.EventId.ToString(CultureInfo.InvariantCulture) : call.ToolCallId;

    private async ValueTask FindAsync(Func<ClientToolCall, CancellationToken, ValueTask<Tool?>> find, ClientToolCall call)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);     // the calls behind this one do not wait for it
        var options = _registry.Options;
        try
        {
            if (Interlocked.Increment(ref _sought) > options.Limits.MaxOpenCalls)
                return;
            using var timeout = new CancellationTokenSource(options.Limits.StartTimeout, _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token, timeout.Token);
            var finding = find(call, either.Token).AsTask();
            await finding.OrGivenUpAsync(either.Token).ConfigureAwait(false);
            if (await finding.ConfigureAwait(false) is not { } tool)
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
            _executor!.UpdateTools(tools.Values);
        }
    }

    [LoggerMessage(30, LogLevel.Warning, "The agent called {Tool}, which is not registered; {Registered} are. Names must be equal, case included")]
    private partial void LogUnknown(string tool, string registered);

    [LoggerMessage(31, LogLevel.Warning, "The server sent the call {Id} of {Tool} again; it was not run again")]
    private partial void LogRepeated(string id, string tool);

    [LoggerMessage(32, LogLevel.Warning, "The server called {Tool} without an id: nobody could be answered, so it was not run")]
    private partial void LogUnanswerable(string tool);

    /// <summary>What comes from the conversation: a call, or the caller has spoken.</summary>
    private readonly record struct Input(int Kind, ClientToolCall? ToolCall = null, long Received = 0)
    {
        public const int Call = 0;
        public const int Turn = 1;
        public const int Interruption = 2;
    }
}
