using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>A list that comes in pages. The next page is asked for when the last item of the one before was taken, not sooner.</summary>
internal static class Pages
{
    /// <param name="transport">Who asks.</param>
    /// <param name="path">What is listed.</param>
    /// <param name="query">Makes the query of a page from its cursor.</param>
    /// <param name="cursor">Where to begin; null at the start.</param>
    /// <param name="items">The members that hold a page's items.</param>
    /// <param name="read">Reads one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ElevenLabsException">Also when the server gives a cursor that it gave before, with which the list would never end, or says that
    /// there is more and gives none: who takes a part for the whole would make things twice.</exception>
    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Transport transport, string path, Func<string?, QueryText> query, string? cursor, IEnumerable<string> items, Func<JsonObject, T> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            if (cursor is not null && !seen.Add(cursor))
                throw new ElevenLabsException($"GET /{path}: the server gave the cursor '{cursor}' twice; the list would never end. What came so far is not all.");
            var page = await transport.AskAsync(new Request(HttpMethod.Get, path) { Query = query(cursor) }, cancellationToken);
            foreach (var item in items.SelectMany(name => page[name] as JsonArray ?? []).OfType<JsonObject>())
            {
                cancellationToken.ThrowIfCancellationRequested();
                yield return read(item);
            }
            cursor = Lenient.Text(page["next_cursor"]);
            var hasMore = Lenient.Flag(page["has_more"]);
            if (hasMore == false || (hasMore is null && string.IsNullOrEmpty(cursor)))
                yield break;
            if (string.IsNullOrEmpty(cursor))
                throw new ElevenLabsException($"GET /{path}: the server says that there is more, but gives no cursor to ask for it. What came so far is not all.");
        }
    }
}
