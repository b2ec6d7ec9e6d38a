using System.Net;
using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>What is asked of the platform.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">From <c>v1</c> on, without the query.</param>
internal sealed record Request(HttpMethod Method, string Path)
{
    public QueryText? Query { get; init; }

    /// <summary>A JSON body.</summary>
    public JsonObject? Json { get; init; }

    /// <summary>A body of another kind; made anew for each attempt.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>What must not stand in an error, beside the key.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>For a person: <c>GET /v1/convai/tools/tool_x</c>.</summary>
    public string Line => $"{Method} /{Path}";

    /// <summary>Nothing more happens when it is done twice.</summary>
    public bool IsRepeatable => Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Delete || Method == HttpMethod.Put;

    public static Request Get(string root, params ReadOnlySpan<string> id) => new(HttpMethod.Get, PathOf(root, id));

    public static Request Post(string root, params ReadOnlySpan<string> id) => new(HttpMethod.Post, PathOf(root, id));

    public static Request Patch(string root, params ReadOnlySpan<string> id) => new(HttpMethod.Patch, PathOf(root, id));

    public static Request Delete(string root, params ReadOnlySpan<string> id) => new(HttpMethod.Delete, PathOf(root, id));

    /// <summary>A path with an id behind it, and what stands behind that; each step is escaped.</summary>
    /// <exception cref="ArgumentException">An id is empty, or would lead elsewhere.</exception>
    public static string PathOf(string root, params ReadOnlySpan<string> id)
    {
        foreach (var step in id)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(step, nameof(id));
            if (step is "." or "..")
                throw new ArgumentException($"'{step}' is no id.", nameof(id));
            root = $"{root}/{Uri.EscapeDataString(step)}";
        }
        return root;
    }

    /// <summary>A refusal after which it may be sent again.</summary>
    public bool MayFollow(HttpStatusCode status) => status switch
    {
        // The platform counts before it does anything.
        HttpStatusCode.TooManyRequests => true,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => IsRepeatable,
        _ => false,
    };

    /// <summary>A failure of the network after which it may be sent again: any, if it may be repeated; otherwise only one before a connection stood.</summary>
    public bool MayFollow(HttpRequestException failure) => IsRepeatable || failure.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError;
}
