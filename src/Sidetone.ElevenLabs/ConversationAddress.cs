using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs;

/// <summary>The address of a conversation's WebSocket.</summary>
/// <remarks>The reference's §1.1: <c>{ws base}/v1/convai/conversation?agent_id=…</c>.</remarks>
public static class ConversationAddress
{
    /// <summary>The address at which a public agent, or one that is reached by a signature in a header, is spoken to.</summary>
    /// <param name="baseAddress">Http(s) or ws(s); https becomes wss and http ws, a path is kept, repeated slashes become one. Null is the platform's own.</param>
    /// <param name="agentId">The agent, <c>agent_…</c>, or a speech engine, <c>seng_…</c>.</param>
    /// <param name="environment">The environment whose variables the agent takes; null leaves it to the server, which takes <c>production</c>.</param>
    /// <param name="branchId">A branch of the agent; null for its main one.</param>
    /// <param name="source">Who calls, for the platform's statistics; null says nothing.</param>
    /// <param name="version">Of the caller, at most 50 characters; null says nothing.</param>
    public static Uri Of(
        Uri? baseAddress, string agentId, string? environment = null, string? branchId = null, string? source = null, string? version = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(agentId);
        var root = baseAddress ?? ElevenLabsOptions.DefaultBaseAddress;
        if (!root.IsAbsoluteUri || root.Scheme is not ("http" or "https" or "ws" or "wss"))
            throw new ArgumentException($"The base address must be absolute, and http, https, ws or wss, such as {ElevenLabsOptions.DefaultBaseAddress}", nameof(baseAddress));
        var scheme = root.Scheme is "https" or "wss" ? "wss" : "ws";
        var path = string.Join('/', root.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries));
        var query = new QueryText()
            .Add("agent_id", agentId).Add("environment", environment).Add("branch_id", branchId).Add("source", source).Add("version", version);
        return new Uri($"{scheme}://{root.Authority}/{path}{(path.Length > 0 ? "/" : "")}v1/convai/conversation{query}");
    }

    /// <summary>A signed address with who calls added to it. Http becomes ws, and https wss; its signature is left as it is, byte for byte,
    /// and what it says already is not said again.</summary>
    /// <param name="signed">What <see cref="Catalogue.ConversationCatalogue.GetSignedUrlAsync"/> gave.</param>
    /// <param name="source">Who calls; null says nothing.</param>
    /// <param name="version">Of the caller; null says nothing.</param>
    /// <param name="environment">The environment; null says nothing.</param>
    public static Uri Append(Uri signed, string? source = null, string? version = null, string? environment = null)
    {
        ArgumentNullException.ThrowIfNull(signed);
        var text = signed.OriginalString;
        var more = new QueryText().Add("source", Unless("source", source)).Add("version", Unless("version", version)).Add("environment", Unless("environment", environment)).ToString();
        if (signed.IsAbsoluteUri && signed.Scheme is "http" or "https")
            text = "ws" + text["http".Length..];
        return more.Length == 0 ? new Uri(text) : new Uri(text + (text.Contains('?') ? "&" : "?") + more[1..]);

        // Said twice it would be a list to some servers; what was signed stands.
        string? Unless(string name, string? value) =>
            text.Contains($"?{name}=", StringComparison.Ordinal) || text.Contains($"&{name}=", StringComparison.Ordinal) ? null : value;
    }
}
