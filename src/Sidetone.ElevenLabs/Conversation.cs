using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs;

/// <summary>A conversation with an ElevenLabs agent over its WebSocket: what it says and hears as typed events, and client tools that it calls
/// while it talks. All members may be used from any thread.</summary>
/// <example><code>
/// await using var call = await Conversation.StartAsync(new() { AgentId = "agent_…", ApiKey = key, Tools = tools });
/// await call.SendUserMessageAsync("Where is my order?");
/// await foreach (var e in call.Events)
///     if (e is AgentResponse said) Console.WriteLine(said.Text);
/// </code></example>
public sealed class Conversation : IAsyncDisposable
{
    private readonly ConversationLoop _loop;

    private Conversation(ConversationLoop loop) => _loop = loop;

    /// <summary>The platform's id of the conversation.</summary>
    public string Id => _loop.Metadata.ConversationId;

    /// <summary>What the server said when it began: id and formats of sound.</summary>
    public ConversationMetadata Metadata => _loop.Metadata;

    /// <summary>What happens, from the start: every message of the server, each client tool that ended, and at last <see cref="ConversationEnded"/>.
    /// For one reader; what it has not read waits, within <see cref="ConversationOptions.MaxWaitingEvents"/>.</summary>
    public IAsyncEnumerable<AgentEvent> Events => _loop.Events.ReadAsync();

    /// <summary>Completes when the conversation is over, whoever ended it. It never fails.</summary>
    public Task<ConversationEnded> Ended => _loop.Ended;

    /// <summary>Whether it goes on.</summary>
    public bool IsActive => !_loop.Ended.IsCompleted;

    /// <summary>From the server to here and back, as the server last measured it; null before it did.</summary>
    public TimeSpan? Latency => _loop.Latency;

    /// <summary>Whether the agent speaks, told from how long its sound lasts: <see cref="SpeakingChanged"/> says when that changes. Never in text.</summary>
    public bool IsSpeaking => _loop.IsSpeaking;

    /// <summary>The agent hears silence instead of the caller. Default: false.</summary>
    public bool IsMuted
    {
        get => _loop.IsMuted;
        set => _loop.IsMuted = value;
    }

    /// <summary>How loud <see cref="ConversationOptions.Audio"/> plays the agent: from 0, which is not at all, to 1, which is as it came and the default.
    /// Of no effect where that is null.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 0, or more than 1.</exception>
    public double Volume
    {
        get => _loop.Playback?.Volume ?? 1;
        set
        {
            if (value is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A volume is from 0 to 1.");
            if (_loop.Playback is { } playback)
                playback.Volume = value;
        }
    }

    /// <summary>Where the calls of client tools are recorded, with their outcomes.</summary>
    public IConversationLog Log => _loop.Log;

    /// <summary>Starts a conversation: returns when the server has begun it, and the sound is on.</summary>
    /// <param name="options">Which agent, and how.</param>
    /// <param name="cancellationToken">Gives up starting. Once started, <see cref="EndAsync"/> ends it.</param>
    /// <exception cref="ConversationStartException">It could not be started; with the server's code and reason.</exception>
    /// <exception cref="ArgumentException">The options do not say which agent, or a bound among them is none.</exception>
    /// <exception cref="OperationCanceledException">Only for the caller's own token.</exception>
    public static async Task<Conversation> StartAsync(ConversationOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        // From here on no thread of the caller's is needed, whatever it waits for; its execution context goes along.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        var logger = options.LoggerFactory?.CreateLogger<Conversation>() ?? (ILogger)NullLogger.Instance;
        return new(await ConversationLoop.StartAsync(options, logger, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Says something in text. The agent stops speaking, as it does for a voice.</summary>
    /// <param name="text">What.</param>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="InvalidOperationException">The conversation is over.</exception>
    public ValueTask SendUserMessageAsync(string text, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendAsync(new UserMessage { Text = text }, cancellationToken);
    }

    /// <summary>Tells the agent something without interrupting it: what the caller looks at, what has changed.</summary>
    /// <param name="text">What.</param>
    /// <param name="contextId">A later update with the same id takes the place of this one.</param>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="InvalidOperationException">The conversation is over.</exception>
    public ValueTask SendContextualUpdateAsync(string text, string? contextId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return SendAsync(new ContextualUpdate { Text = text, ContextId = contextId }, cancellationToken);
    }

    /// <summary>The caller is there and does something (types, for example): the agent does not take the turn for lack of words. Not for each piece of sound.</summary>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="InvalidOperationException">The conversation is over.</exception>
    public ValueTask SendUserActivityAsync(CancellationToken cancellationToken = default) => SendAsync(new UserActivity(), cancellationToken);

    /// <summary>Says whether a reply was liked.</summary>
    /// <param name="like">Yes or no; null takes back what was said.</param>
    /// <param name="eventId">Which reply: its event's id. Default: the last.</param>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="InvalidOperationException">The conversation is over, or the agent has said nothing yet.</exception>
    public ValueTask SendFeedbackAsync(bool? like, long? eventId = null, CancellationToken cancellationToken = default)
    {
        if ((eventId ?? _loop.LastReply) is not { } reply)
            throw new InvalidOperationException("The agent has said nothing yet that feedback could be about. Give an event id, or wait for an AgentResponse.");
        return SendAsync(new Feedback { EventId = reply, Score = like is null ? null : like.Value ? FeedbackScore.Like : FeedbackScore.Dislike }, cancellationToken);
    }

    /// <summary>Says something in text, with files that were uploaded to this conversation.</summary>
    /// <param name="text">What; null for the files alone.</param>
    /// <param name="fileIds">The files' ids.</param>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="ArgumentException">Neither text nor a file is given.</exception>
    /// <exception cref="InvalidOperationException">The conversation is over.</exception>
    public ValueTask SendMultimodalMessageAsync(string? text, IReadOnlyList<string>? fileIds = null, CancellationToken cancellationToken = default)
    {
        InputFile[] files = [.. (fileIds ?? []).Select(id => new InputFile { FileId = id })];
        if (text is null && files.Length == 0)
            throw new ArgumentException("Give a text, or at least one file's id.", nameof(text));
        return SendAsync(
            new MultimodalMessage
            {
                Text = text is null ? null : new UserMessage { Text = text },
                File = files.FirstOrDefault(),
                Files = files.Length == 0 ? null : files,
            },
            cancellationToken);
    }

    /// <summary>Answers the platform's question whether an MCP tool may be called (<see cref="McpToolCall"/> in the state <c>awaiting_approval</c>).</summary>
    /// <param name="toolCallId">The call's id.</param>
    /// <param name="isApproved">Whether it may.</param>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="InvalidOperationException">The conversation is over.</exception>
    public ValueTask AnswerMcpToolAsync(string toolCallId, bool isApproved, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(toolCallId);
        return SendAsync(new McpToolApproval { ToolCallId = toolCallId, IsApproved = isApproved }, cancellationToken);
    }

    /// <summary>Sends a piece of the caller's sound, in <see cref="ConversationMetadata.UserInputFormat"/>. An <see cref="ConversationOptions.Audio"/> does so by itself.</summary>
    /// <param name="sound">The sound; about 100 ms a piece is good.</param>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="InvalidOperationException">The conversation is over.</exception>
    public ValueTask SendAudioAsync(ReadOnlyMemory<byte> sound, CancellationToken cancellationToken = default) =>
        SendAsync(new UserAudio { Bytes = sound }, cancellationToken);

    /// <summary>Sends any message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="cancellationToken">Stops waiting to send.</param>
    /// <exception cref="InvalidOperationException">The conversation is over.</exception>
    public ValueTask SendAsync(ClientMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return _loop.SendAsync(message, cancellationToken);
    }

    /// <summary>Hangs up. Returns when the conversation is over; does nothing when it is already. A client tool may do so, too.</summary>
    public Task<ConversationEnded> EndAsync() => _loop.EndAsync();

    /// <summary>Hangs up, lets running client tools finish within their bounds so that their outcomes are recorded, lets callbacks run to the last event
    /// within <see cref="ConversationOptions.CloseTimeout"/>, and closes. A tool or a callback of this very conversation may call it: then it returns
    /// when the conversation is over, and the rest is done without it.</summary>
    public ValueTask DisposeAsync() => _loop.DisposeAsync();
}
