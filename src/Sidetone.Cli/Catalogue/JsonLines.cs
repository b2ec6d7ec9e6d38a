using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sidetone.Cli.Catalogue;

/// <summary>JSON as lines, names in order, and the difference of two of them.</summary>
internal static class JsonLines
{
    private const int Context = 3;
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<string> Of(JsonObject? json) =>
        json is null ? [] : Sorted(json)!.ToJsonString(s_indented).Split('\n').Select(line => line.TrimEnd('\r')).ToList();

    /// <summary>Lines that begin with <c>-</c> for the old, <c>+</c> for the new, a blank for both, and <c>@@</c> where lines are left out.</summary>
    public static IEnumerable<string> Difference(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        var lines = Merge(old, now);
        var hidden = false;
        for (var i = 0; i < lines.Count; i++)
        {
            var near = lines[Math.Max(0, i - Context)..Math.Min(lines.Count, i + Context + 1)].Exists(line => line[0] != ' ');
            if (near)
                yield return lines[i];
            else if (!hidden)
                yield return "@@";
            hidden = !near;
        }
    }

    // By the longest lines that both have.
    private static List<string> Merge(IReadOnlyList<string> old, IReadOnlyList<string> now)
    {
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        var lines = new List<string>();
        for (int i = 0, j = 0; i < old.Count || j < now.Count;)
        {
            if (i < old.Count && j < now.Count && old[i] == now[j])
            {
                lines.Add(' ' + old[i++]);
                j++;
            }
            else if (j == now.Count || (i < old.Count && common[i + 1, j] >= common[i, j + 1]))
            {
                lines.Add('-' + old[i++]);
            }
            else
            {
                lines.Add('+' + now[j++]);
            }
        }
        return lines;
    }

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject json => new JsonObject(json.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, Sorted(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        _ => node?.DeepClone(),
    };
}
