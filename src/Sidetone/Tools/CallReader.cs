using System.Text;
using System.Text.Json;
using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Tools;

/// <summary>Reads a call as it came from a wire: repairs what is safe to repair, validates, and makes the request that is recorded.</summary>
internal static class CallReader
{
    /// <summary>Longer arguments are not read. In bytes of UTF-8.</summary>
    public const int MaxArgumentBytes = 256 * 1024;

    private const int MaxKeptBytes = 4096;

    private static readonly JsonText s_sensitive = new("\"[sensitive]\""u8.ToArray());

    public static ToolCallRequested Read(
        string name,
        Tool? tool,
        ReadOnlyMemory<byte> arguments,
        TimeProvider time,
        int step = 0,
        string? providerId = null,
        IDictionary<string, object?>? original = null,
        ExecutionContext? context = null,
        bool isAwaited = false)
    {
        var errors = new ArgumentErrors();
        string? problem = null;
        string? repaired = null;
        BoundCall? bound = null;
        if (arguments.Length > MaxArgumentBytes)
            problem = $"The arguments are {arguments.Length} bytes long; at most {MaxArgumentBytes} are read. Call it again with less.";
        else if (tool is not null)
            (bound, problem, repaired) = Bind(tool, ref arguments, errors);
        return new ToolCallRequested
        {
            Step = step,
            ProviderId = providerId,
            Tool = name,
            Arguments = bound is not null ? Canonical(tool!, bound) : tool?.Declaration.Sensitive.Count > 0 ? s_sensitive : Kept(arguments),
            Unredacted = bound is not null && tool!.Declaration.Sensitive.Count > 0 ? ArgumentText.Write(bound) : null,
            Problem = problem,
            Repaired = repaired,
            Original = bound is not null && repaired is null ? original : null,
            Run = isAwaited
                ? new AwaitedCallRun { Tool = tool, Bound = bound, Origin = context, ReceivedAt = time.GetTimestamp() }
                : new CallRun { Tool = tool, Bound = bound, Origin = context, ReceivedAt = time.GetTimestamp() },
        };
    }

    private static (BoundCall? Bound, string? Problem, string? Repaired) Bind(Tool tool, ref ReadOnlyMemory<byte> arguments, ArgumentErrors errors)
    {
        try
        {
            var bound = tool.Bind(arguments.IsEmpty ? "{}"u8.ToArray() : arguments, errors);
            return (bound, bound is null ? errors.ToMessage(tool.Name, tool.Declaration.Sensitive) : null, null);
        }
        catch (JsonException)
        {
            return (null, $"The arguments of {tool.Name} are not a JSON object, so it was not run. Call it again with one.", null);
        }
    }

    private static JsonText Canonical(Tool tool, BoundCall bound)
    {
        var canonical = ArgumentText.Write(bound);
        return tool.Declaration.Sensitive.Count == 0 ? new(canonical) : new(Redact(canonical, tool.Declaration.Sensitive));
    }

    // Arguments that could not be read stay in the record, as far as they are short: as JSON if they are, otherwise as a string.
    private static JsonText Kept(ReadOnlyMemory<byte> arguments)
    {
        if (arguments.Length <= MaxKeptBytes && IsObject(arguments.Span))
            return new(arguments.ToArray());
        var text = Encoding.UTF8.GetString(arguments.Span[..Math.Min(arguments.Length, MaxKeptBytes)]);
        return new(JsonSerializer.SerializeToUtf8Bytes(text, LogJson.Default.String));
    }

    private static bool IsObject(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8);
            var isObject = reader.Read() && reader.TokenType == JsonTokenType.StartObject;
            while (reader.Read())
            {
            }
            return isObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static byte[] Redact(byte[] canonical, IReadOnlyList<string> sensitive)
    {
        using var document = JsonDocument.Parse(canonical);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var member in document.RootElement.EnumerateObject())
            {
                if (sensitive.Contains(member.Name))
                    writer.WriteString(member.Name, "[sensitive]");
                else
                    member.WriteTo(writer);
            }
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }
}
