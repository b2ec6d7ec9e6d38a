using System.Net;
using System.Net.WebSockets;
using Sidetone.Conversations;
using Sidetone.ElevenLabs.Rest;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Conversations;

/// <summary>How a conversation is opened: its socket, its first message, and in words why it could not be.</summary>
internal static class Opening
{
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(20);

    /// <summary>Finds the socket's address: a private agent's has to be asked for.</summary>
    public static async ValueTask<Uri> FindAsync(ConversationOptions options, CancellationToken cancellationToken)
    {
        if (options.SelfHosted is { } own)
            return own.Address;
        if (options.SignedUrl is { } signed)
            return ConversationAddress.Append(signed, environment: options.Environment);
        if (options.Client is { } client)
            return await SignAsync(client, options, cancellationToken).ConfigureAwait(false);
        if (options.ApiKey is null)
            return ConversationAddress.Of(options.BaseAddress, options.AgentId!, options.Environment, options.BranchId);
        using var mine = NewClient(options);
        return await SignAsync(mine, options, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A client with the conversation's key and address, where no other is given.</summary>
    public static ElevenLabsClient NewClient(ConversationOptions options) =>
        new(new ElevenLabsOptions { ApiKey = options.ApiKey, BaseAddress = options.BaseAddress, Time = options.Time });

    public static async ValueTask<WebSocket> OpenAsync(Uri address, ConversationOptions options, CancellationToken cancellationToken)
    {
        if (options.Connect is { } connect)
            return await OpenAsync(connect(address, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = s_keepAlive;
        socket.Options.KeepAliveTimeout = s_keepAlive;
        using var refusal = new Refusal(options);
        using var http = new HttpMessageInvoker(refusal);
        try
        {
            await socket.ConnectAsync(address, http, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch (Exception exception)
        {
            socket.Dispose();
            if (exception is OperationCanceledException)
                throw;
            if (refusal.Status is not { } status)
                throw new ConversationStartException($"{address.Host}:{address.Port} could not be reached: {ProxyAddress.Hide(exception.GetBaseException().Message)}", ProxyAddress.Keep(exception));
            var said = refusal.Said.Length > 0 ? $"It said: {refusal.Said}" : "";
            var words = new[] { $"{address.Host}:{address.Port} refused the conversation with HTTP {status}.", Advice(status, options), said };
            throw new ConversationStartException(string.Join(' ', words.Where(part => part.Length > 0)), exception) { HttpStatus = status };
        }
    }

    public static ConversationInitiation Initiation(ConversationOptions options)
    {
        var overrides = options.Overrides ?? new();
        if (options.IsTextOnly)
            overrides = overrides with { Conversation = (overrides.Conversation ?? new()) with { TextOnly = true } };
        var first = new ConversationInitiation
        {
            ConfigOverride = overrides,
            CustomLlmExtraBody = options.ExtraBody is { } extra ? new JsonText(System.Text.Encoding.UTF8.GetBytes(extra.ToJsonString())) : new JsonText("{}"u8.ToArray()),
            DynamicVariables = options.DynamicVariables ?? new Dictionary<string, DynamicVariable>(StringComparer.Ordinal),
            UserId = options.UserId,
        };
        return options.Initiation is { } change
            ? change(first) ?? throw new ConversationStartException("ConversationOptions.Initiation returned null: return the message, changed or not.")
            : first;
    }

    /// <summary>Why it could not be started.</summary>
    /// <param name="exception">What went wrong here.</param>
    /// <param name="end">How the server ended it; null when it did not.</param>
    /// <param name="reason">The reason that it gave for closing; null or empty for none.</param>
    /// <param name="waited">How long it was waited for, when that was too long.</param>
    public static ConversationStartException Failure(Exception exception, ConversationEnded? end, string? reason, TimeSpan? waited)
    {
        if (exception is ConversationStartException known)
            return known;
        if (end is { CloseCode: { } code, By: not ConversationEndedBy.Connection })
        {
            var why = (reason, end.Error?.Message) switch
            {
                ({ Length: > 0 } said, { Length: > 0 } more) when said != more => $": {said} ({more})",
                ({ Length: > 0 } said, _) => $": {said}",
                (_, { Length: > 0 } more) => $": {more}",
                _ => ", and did not say why.",
            };
            return new($"The server closed before the conversation began, with code {code}{why}", exception) { CloseCode = code, CloseReason = reason ?? "" };
        }
        if (waited is { } time)
            return new($"The server did not begin the conversation within {time.TotalSeconds:0.#} seconds.", exception);
        return end is not null
            ? new($"The conversation could not be started. {end.Reason}", exception)
            : new($"The conversation could not be started: {exception.Message}", exception) { HttpStatus = (int?)(exception as ElevenLabsException)?.StatusCode };
    }

    private static async Task<WebSocket> OpenAsync(Task<WebSocket> connecting, CancellationToken cancellationToken)
    {
        try
        {
            await connecting.OrGivenUpAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // A socket that opens after it was given up is nobody's.
            _ = connecting.ContinueWith(static late => late.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
            throw;
        }
        return await connecting.ConfigureAwait(false);
    }

    private static async Task<Uri> SignAsync(ElevenLabsClient client, ConversationOptions options, CancellationToken cancellationToken)
    {
        var signed = await client.Conversations
            .GetSignedUrlAsync(options.AgentId!, new() { BranchId = options.BranchId, Environment = options.Environment }, cancellationToken)
            .ConfigureAwait(false);
        return ConversationAddress.Append(signed, environment: options.Environment);
    }

    private static string Advice(int status, ConversationOptions options) => (HttpStatusCode)status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when IsSigned(options) => "The signed URL was not accepted: it may be used for 15 minutes, and some only once.",
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden when options.SelfHosted is null => "A private agent needs ApiKey or SignedUrl.",
        HttpStatusCode.NotFound => "Is BaseAddress the platform's?",
        HttpStatusCode.TooManyRequests => "There are too many at once: wait.",
        _ => "",
    };

    private static bool IsSigned(ConversationOptions options) =>
        options.SelfHosted is null && (options.SignedUrl is not null || options.Client is not null || options.ApiKey is not null);
}
