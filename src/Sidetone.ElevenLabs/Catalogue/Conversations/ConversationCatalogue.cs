using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Conversations: how one is begun, and what the platform keeps of it.</summary>
public sealed class ConversationCatalogue
{
    private const string Root = "v1/convai/conversations";
    private readonly Transport _transport;

    internal ConversationCatalogue(Transport transport) => _transport = transport;

    /// <summary>The address at which a private agent is spoken to. It is a secret, and good for 15 minutes to begin.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="options">What it is good for; null for the platform's choice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is no such agent, or the key is refused.</exception>
    public async Task<Uri> GetSignedUrlAsync(string agentId, SignedUrlOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        var query = new QueryText()
            .Add("agent_id", agentId).Add("include_conversation_id", options?.IncludeConversationId).Add("branch_id", options?.BranchId)
            .Add("version_id", options?.VersionId).Add("environment", options?.Environment).Add("debug_events_request", options?.DebugEvents);
        var answer = await _transport.AskAsync(Request.Get("v1/convai/conversation/get-signed-url") with { Query = query }, "signed_url", cancellationToken);
        return Uri.TryCreate(answer, UriKind.Absolute, out var url)
            ? url
            : throw new ElevenLabsException("GET /v1/convai/conversation/get-signed-url: what the server answered as signed_url is no address.");
    }

    /// <summary>A token with which a private agent is spoken to, over WebRTC or as <c>bearer.…</c> of a WebSocket. It is a secret.</summary>
    /// <param name="agentId">The agent.</param>
    /// <param name="options">What it is good for; null for the platform's choice.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is no such agent, or the key is refused.</exception>
    public async Task<ConversationToken> GetTokenAsync(string agentId, SignedUrlOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        var query = new QueryText()
            .Add("agent_id", agentId).Add("participant_name", options?.ParticipantName).Add("branch_id", options?.BranchId)
            .Add("version_id", options?.VersionId).Add("environment", options?.Environment).Add("debug_events_request", options?.DebugEvents);
        return new(await _transport.AskAsync(Request.Get("v1/convai/conversation/token") with { Query = query }, cancellationToken));
    }

    /// <summary>Lists conversations, page by page: the next page is fetched when the one before was read.</summary>
    /// <param name="query">Which; null for all.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public IAsyncEnumerable<ConversationSummary> ListAsync(ConversationQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new();
        return Pages.ReadAsync(_transport, Root, query.Text, query.Cursor, ["conversations"], json => new ConversationSummary(json), cancellationToken);
    }

    /// <summary>Reads a conversation with its transcript. Until its status is done the platform adds to it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">There is none, or it may not be seen.</exception>
    public async Task<StoredConversation> GetAsync(string id, CancellationToken cancellationToken = default) =>
        new(await _transport.AskAsync(Request.Get(Root, id), cancellationToken));

    /// <summary>Deletes a conversation. Repeated when the answer is lost: what is gone then counts as deleted.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(Request.Delete(Root, id), cancellationToken);

    /// <summary>What was recorded, as it comes. Dispose the stream.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="cancellationToken">Gives up, until the stream is handed out.</param>
    public async Task<Stream> GetAudioAsync(string id, CancellationToken cancellationToken = default)
    {
        var response = await _transport.OpenAsync(Request.Get(Root, id, "audio"), cancellationToken);
        return await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>Says whether the caller liked it.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="liked">True for like, false for dislike; null takes back what was said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SendFeedbackAsync(string id, bool? liked, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject { ["feedback"] = liked switch { true => "like", false => "dislike", null => null } };
        return _transport.TellAsync(Request.Post(Root, id, "feedback") with { Json = body }, cancellationToken);
    }

    /// <summary>Says how the caller found it.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="rating">The more the better; the platform's own widget gives 1 to 5.</param>
    /// <param name="comment">A remark; null for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task SendRatingAsync(string id, int rating, string? comment = null, CancellationToken cancellationToken = default)
    {
        var body = new JsonObject { ["rating"] = rating };
        if (comment is not null)
            body["comment"] = comment;
        return _transport.TellAsync(Request.Post(Root, id, "feedback") with { Json = body }, cancellationToken);
    }

    /// <summary>Hands a file to a running conversation; a message then refers to its id.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="content">The file.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="mediaType">Such as <c>image/png</c>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The file's id.</returns>
    public Task<string> UploadFileAsync(
        string id, ReadOnlyMemory<byte> content, string fileName, string mediaType, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(fileName);
        var type = MediaTypeHeaderValue.Parse(mediaType);
        return _transport.AskAsync(
            Request.Post(Root, id, "files") with { Content = () => FileForm.Of(content, fileName, type) }, "file_id", cancellationToken);
    }

    /// <summary>Takes a file back from a conversation.</summary>
    /// <param name="id">The conversation's id.</param>
    /// <param name="fileId">The file's id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task DeleteFileAsync(string id, string fileId, CancellationToken cancellationToken = default) =>
        _transport.TellAsync(Request.Delete(Root, id, "files", fileId), cancellationToken);
}
