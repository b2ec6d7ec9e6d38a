using System.Text;
using System.Text.Json;
using Sidetone.Conversations;
using Sidetone.Tools;
using Sidetone.Tools.Arguments;

namespace Sidetone.Execution;

/// <summary>Reads a call as it came from a wire: repairs what is safe to repair, validates, and makes the request that is recorded.</summary>
internal static class CallReader
{
    private const int MaxKeptBytes = 4096;
    private const int MaxDepth = 64;

    // Filled by few calls, so that most need none of their own.
    [ThreadStatic]
    private static ArgumentErrors? t_errors;

    private static readonly JsonText s_sensitive = new("\"[sensitive]\""u8.ToArray());

    public static ToolCallRequested Read(
        string name,
        Tool? tool,
        ReadOnlyMemory<byte> arguments,
        TimeProvider time,
        int maxBytes,
        int step = 0,
        string? providerId = null,
        IDictionary<string, object?>? original = null,
        ExecutionContext? context = null,
        CallRunner? awaitedIn = null,
        string? response = null,
        bool toleratesUnknown = false)
    {
        // One that came while the model spoke is known when the call is folded, but was not when it was read.
        var read = tool is null ? new(null, "This tool was not offered yet, so it was not run. Call it again.") : Read(tool, ref arguments, maxBytes, toleratesUnknown);
        var isSensitive = tool?.Declaration.Sensitive.Count > 0;
        return new ToolCallRequested
        {
            Step = step,
            ProviderId = providerId,
            Response = response,
            Tool = name,
            Arguments = read.Canonical is { } canonical ? Told(tool!, canonical) : isSensitive ? s_sensitive : Kept(arguments),
            Unredacted = isSensitive ? read.Canonical : null,
            Problem = read.Problem,
            Repaired = read.Made == JsonRepairs.None ? null : read.Made.ToString(),
            Confirmed = read.IsConfirmed,
            Original = read.Bound is not null && read.Made == JsonRepairs.None ? original : null,
            Run = awaitedIn is not null
                ? new AwaitedCallRun { Runner = awaitedIn, Handler = tool, Bound = read.Bound, Origin = context, Since = time.GetTimestamp() }
                : new CallRun { Handler = tool, Bound = read.Bound, Origin = context, Since = time.GetTimestamp() },
        };
    }

    private static Reading Read(Tool tool, ref ReadOnlyMemory<byte> arguments, int maxBytes, bool toleratesUnknown)
    {
        if (arguments.Length > maxBytes)
            return new(null, $"The arguments are {arguments.Length} bytes long; at most {maxBytes} are read. Call it again with less.");
        if (arguments.IsEmpty)
            arguments = JsonText.EmptyObject.Utf8;
        // What is JSON but no object may hold one: a string with the text of it, or nothing.
        if (MayBeObject(arguments.Span))
        {
            try
            {
                return BindOrDecode(tool, arguments, toleratesUnknown);
            }
            catch (JsonException)
            {
                t_errors = null;
            }
        }
        if (!JsonRepair.TryRepair(arguments, out var repaired, out var made) || made == JsonRepairs.None)
            return new(null, Unreadable(tool, arguments.Span));
        try
        {
            arguments = repaired;
            var read = BindOrDecode(tool, repaired, toleratesUnknown);
            return read with { Made = read.Made | made };
        }
        catch (JsonException)
        {
            t_errors = null;
            return new(null, Unreadable(tool, arguments.Span));
        }
    }

    private static bool MayBeObject(ReadOnlySpan<byte> utf8) => utf8.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];

    private static Reading BindOrDecode(Tool tool, ReadOnlyMemory<byte> arguments, bool toleratesUnknown)
    {
        var read = Bind(tool, arguments, toleratesUnknown);
        return read.Errors is { } errors && EncodedValues.TryDecode(arguments, errors, out var decoded) && Bind(tool, decoded, toleratesUnknown) is { Bound: not null } mended
            ? mended with { Made = JsonRepairs.EncodedValue }
            : read;
    }

    private static Reading Bind(Tool tool, ReadOnlyMemory<byte> arguments, bool toleratesUnknown)
    {
        var isConfirmed = tool.Policy.Duplicates == OnDuplicate.Confirm && Confirmation.TakeFrom(ref arguments);
        var errors = t_errors ??= new();
        errors.ToleratesUnknown = toleratesUnknown;
        try
        {
            var bound = tool.Bind(arguments, errors);
            if (errors.Count == 0)
                return new(bound, IsConfirmed: isConfirmed, Canonical: ArgumentText.Write(bound!));
        }
        catch (ToolException exception) when (!string.IsNullOrWhiteSpace(exception.Message))
        {
            t_errors = null;
            return new(null, exception.Message);
        }
        catch (Exception exception) when (exception is not JsonException)
        {
            // A constructor of the user's types did not accept its values, or a property cannot be read back.
            t_errors = null;
            return new(null, $"The arguments of {tool.Name} were not accepted, so it was not run.");
        }
        t_errors = null;
        return new(null, errors.ToMessage(tool.Name, tool.Declaration.Sensitive), Errors: errors);
    }

    private static string Unreadable(Tool tool, ReadOnlySpan<byte> arguments) => IsObject(arguments, int.MaxValue)
        ? $"The arguments of {tool.Name} are nested more than {MaxDepth} levels deep, so it was not run. Call it again with less."
        : $"The arguments of {tool.Name} are not a JSON object, so it was not run. Call it again with one.";

    private static JsonText Told(Tool tool, byte[] canonical) =>
        tool.Declaration.Sensitive.Count == 0 ? new(canonical) : new(Redact(canonical, tool.Declaration.Sensitive));

    // Arguments that could not be read stay in the record, as far as they are short: as JSON if they are, otherwise as a string.
    private static JsonText Kept(ReadOnlyMemory<byte> arguments)
    {
        if (arguments.Length <= MaxKeptBytes && IsObject(arguments.Span))
            return new(arguments.ToArray());
        var text = Encoding.UTF8.GetString(arguments.Span[..Math.Min(arguments.Length, MaxKeptBytes)]);
        return new(JsonSerializer.SerializeToUtf8Bytes(text, LogJson.Default.String));
    }

    private static bool IsObject(ReadOnlySpan<byte> utf8, int maxDepth = MaxDepth)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
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

    private readonly record struct Reading(BoundCall? Bound, string? Problem = null, JsonRepairs Made = JsonRepairs.None, bool IsConfirmed = false, byte[]? Canonical = null, ArgumentErrors? Errors = null);
}
