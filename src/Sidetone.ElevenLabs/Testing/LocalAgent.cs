using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Threading.Channels;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Testing;

/// <summary>An agent that follows a script, in this process: a stand-in for the platform, to test client tools without an account, a network or a
/// model. Its conversation is a real <see cref="Conversation"/>; only the other end of the socket is played. It serves one conversation.</summary>
/// <example><code>
/// var agent = new LocalAgent()
///     .Says("Hello.")
///     .Hears()                                            // waits for the user's words
///     .Calls("find_order", new { orderId = "A-1027" })    // and waits for the answer
///     .Says(answer => $"It is {answer.Result}.")
///     .HangsUp();
/// await using var call = await Conversation.StartAsync(agent.Options with { Tools = tools });
/// </code></example>
/// <remarks>The script may go on to be written while the conversation runs: what is added is done when what stands before it is. When there is no more,
/// the agent stays on the line. As the platform does, it gives up a client that sends nothing for <see cref="ReceiveTimeout"/> while it waits for words
/// (1002), and closes over what the platform does not accept (1008).</remarks>
public sealed class LocalAgent
{
    private readonly Channel<Func<LocalLine, Task>> _script = Channel.CreateUnbounded<Func<LocalLine, Task>>();
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LocalLine? _line;
    private int _isTaken;

    /// <summary>How a conversation with this agent is started: <c>Conversation.StartAsync(agent.Options with { Tools = tools })</c>.</summary>
    public ConversationOptions Options => new() { AgentId = "agent_local", Connect = ConnectAsync, Time = Time };

    /// <summary>What the conversation begins with. Default: <c>conv_local</c>, PCM of 16 kHz both ways.</summary>
    public ConversationMetadata Metadata { get; init; } = new()
    {
        ConversationId = "conv_local",
        AgentOutputFormat = AudioFormatName.Pcm16000,
        UserInputFormat = AudioFormatName.Pcm16000,
    };

    /// <summary>How long it waits for a tool's answer: <c>response_timeout_secs</c>. Then the script goes on with an answer that says so. Default: 20 seconds; at most a day.</summary>
    public TimeSpan ResponseTimeout { get; init => field = Bounds.OfTime(value, nameof(ResponseTimeout)); } = TimeSpan.FromSeconds(20);

    /// <summary>How long it waits for the user's words; then it closes (1002). Default: 60 seconds; at most a day.</summary>
    public TimeSpan ReceiveTimeout { get; init => field = Bounds.OfTime(value, nameof(ReceiveTimeout)); } = TimeSpan.FromSeconds(60);

    /// <summary>Where time comes from, for the agent and, by <see cref="Options"/>, for the conversation; default: the system.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The tools that it has called, in order, with what it was answered.</summary>
    public IReadOnlyList<CalledTool> Called => _line?.Called ?? [];

    /// <summary>What the client has sent, in order, sound left out.</summary>
    public IReadOnlyList<ClientMessage> Received => _line?.Received ?? [];

    /// <summary>How many bytes of sound the client has sent.</summary>
    public long SoundReceived => _line?.SoundReceived ?? 0;

    /// <summary>Why the script could not be followed: it waited for words that did not come, or code of the test threw. Null while it could.</summary>
    public Exception? Failure { get; private set; }

    internal (int Code, string Reason)? Refusal { get; private set; }

    /// <summary>Refuses the conversation instead of beginning it.</summary>
    /// <param name="code">The close code: 3000 as for an agent that is not known, 1008 as for an override that is not allowed.</param>
    /// <param name="reason">The reason.</param>
    public LocalAgent Refuses(int code, string reason)
    {
        Refusal = (code, reason);
        return this;
    }

    /// <summary>Says something.</summary>
    /// <param name="text">What.</param>
    /// <param name="sound">How it sounds, in <see cref="ConversationMetadata.AgentOutputFormat"/>; none is sent when empty.</param>
    public LocalAgent Says(string text, ReadOnlyMemory<byte> sound = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(line => line.SayAsync(text, sound));
    }

    /// <summary>Says something about the last answer of a tool.</summary>
    /// <param name="text">What.</param>
    public LocalAgent Says(Func<ClientToolResult, string> text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Add(line => line.SayAsync(text(line.Answer), default));
    }

    /// <summary>Waits until the user has written something.</summary>
    /// <param name="containing">What must be in it; null for anything. Other words fail the script.</param>
    public LocalAgent Hears(string? containing = null) => Add(line => line.HearAsync(containing));

    /// <summary>Recognises what the user has said aloud.</summary>
    /// <param name="text">What.</param>
    public LocalAgent Understands(string text) => Add(line => line.SendAsync(new UserTranscript { Text = text, EventId = line.NextEventId() }));

    /// <summary>Calls a client tool, and waits for the answer.</summary>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Its arguments, a JSON object.</param>
    /// <param name="expectsResponse">False: it is told that none is expected, and not waited for.</param>
    /// <exception cref="ArgumentException">The arguments are not a JSON object.</exception>
    public LocalAgent Calls(string tool, [StringSyntax(StringSyntaxAttribute.Json)] string arguments = "{}", bool expectsResponse = true) =>
        Add([new(tool, LocalJson.Parse(arguments))], expectsResponse, waits: expectsResponse);

    /// <inheritdoc cref="Calls(string, string, bool)"/>
    /// <param name="tool">Its name.</param>
    /// <param name="arguments">Its arguments: an anonymous object, a record, a dictionary.</param>
    /// <param name="expectsResponse">False: it is told that none is expected, and not waited for.</param>
    [RequiresUnreferencedCode(LocalJson.NeedsReflection)]
    [RequiresDynamicCode(LocalJson.NeedsReflection)]
    public LocalAgent Calls(string tool, object arguments, bool expectsResponse = true) =>
        Add([new(tool, LocalJson.Of(arguments))], expectsResponse, waits: expectsResponse);

    /// <summary>Calls several client tools at once, and waits for all answers.</summary>
    /// <param name="calls">Names with arguments: JSON as text, or an object; null for none.</param>
    /// <exception cref="ArgumentException">The arguments are not a JSON object.</exception>
    [RequiresUnreferencedCode(LocalJson.NeedsReflection)]
    [RequiresDynamicCode(LocalJson.NeedsReflection)]
    public LocalAgent Calls(params ReadOnlySpan<(string Tool, object? Arguments)> calls)
    {
        var all = new List<LocalCall>(calls.Length);
        foreach (var (tool, arguments) in calls)
            all.Add(new(tool, LocalJson.Of(arguments)));
        return Add(all, expectsResponse: true, waits: true);
    }

    /// <summary>Calls a client tool and goes on at once: to interrupt it, for example. <see cref="WaitsForAnswers"/> waits for it.</summary>
    /// <inheritdoc cref="Calls(string, string, bool)"/>
    public LocalAgent CallsAndGoesOn(string tool, [StringSyntax(StringSyntaxAttribute.Json)] string arguments = "{}") =>
        Add([new(tool, LocalJson.Parse(arguments))], expectsResponse: true, waits: false);

    /// <summary>Calls a client tool and goes on at once: to interrupt it, for example. <see cref="WaitsForAnswers"/> waits for it.</summary>
    /// <inheritdoc cref="Calls(string, object, bool)"/>
    [RequiresUnreferencedCode(LocalJson.NeedsReflection)]
    [RequiresDynamicCode(LocalJson.NeedsReflection)]
    public LocalAgent CallsAndGoesOn(string tool, object arguments) => Add([new(tool, LocalJson.Of(arguments))], expectsResponse: true, waits: false);

    /// <summary>Waits until every call that expects an answer has one.</summary>
    public LocalAgent WaitsForAnswers() => Add(line => line.WaitForAnswersAsync());

    /// <summary>Is interrupted: the user speaks, and what the agent has said until now is not heard any more.</summary>
    public LocalAgent Interrupts() => Add(line => line.SendAsync(new Interruption { EventId = line.LastEventId }));

    /// <summary>Waits for something in the test.</summary>
    /// <param name="task">What.</param>
    public LocalAgent Waits(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        return Add(line => task.WaitAsync(line.Over));
    }

    /// <summary>Waits a while.</summary>
    /// <param name="time">How long, by <see cref="Time"/>.</param>
    public LocalAgent Waits(TimeSpan time) => Add(line => Task.Delay(time, Time, line.Over));

    /// <summary>Sends any message: one of the many that have no word here, or the same call again.</summary>
    /// <param name="message">The message.</param>
    public LocalAgent Sends(ServerMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Add(line => line.SendAsync(message));
    }

    /// <summary>Sends a frame as it stands, sense or nonsense.</summary>
    /// <param name="frame">The frame.</param>
    public LocalAgent SendsRaw(string frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Add(line => line.SendAsync(System.Text.Encoding.UTF8.GetBytes(frame)));
    }

    /// <summary>Hangs up: the conversation ends normally (1000).</summary>
    public LocalAgent HangsUp() => Closes((int)WebSocketCloseStatus.NormalClosure);

    /// <summary>Ends the conversation with a code.</summary>
    /// <param name="code">The close code: 1002, 1008 and 1011 are the platform's errors.</param>
    /// <param name="reason">The reason.</param>
    public LocalAgent Closes(int code, string reason = "") => Add(line => line.CloseAsync(code, reason));

    /// <summary>Loses the connection, without a word.</summary>
    public LocalAgent Drops() => Add(line => line.DropAsync());

    /// <summary>Completes when all that the script says until now is done, or the conversation is over.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="InvalidOperationException">The script could not be followed; with the reason.</exception>
    public async Task PlayedAsync(CancellationToken cancellationToken = default)
    {
        var played = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Add(_ =>
        {
            played.SetResult();
            return Task.CompletedTask;
        });
        await Task.WhenAny(played.Task, _over.Task).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (Failure is { } failure)
            throw new InvalidOperationException($"The agent could not follow its script: {failure.Message}", failure);
    }

    internal IAsyncEnumerable<Func<LocalLine, Task>> ReadScriptAsync(CancellationToken cancellationToken) => _script.Reader.ReadAllAsync(cancellationToken);

    internal void Fail(Exception exception) => Failure ??= exception;

    internal void End() => _over.TrySetResult();

    private ValueTask<WebSocket> ConnectAsync(Uri address, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isTaken, 1) == 1)
            throw new InvalidOperationException("A LocalAgent serves one conversation. Make another for the next.");
        var (client, agent) = LocalSocket.Pair();
        _line = new(this, agent);
        _ = _line.RunAsync();
        return ValueTask.FromResult<WebSocket>(client);
    }

    private LocalAgent Add(IReadOnlyList<LocalCall> calls, bool expectsResponse, bool waits) => Add(async line =>
    {
        await line.CallAsync(calls, expectsResponse).ConfigureAwait(false);
        if (waits)
            await line.WaitForAnswersAsync().ConfigureAwait(false);
    });

    private LocalAgent Add(Func<LocalLine, Task> step)
    {
        _script.Writer.TryWrite(step);
        return this;
    }
}
