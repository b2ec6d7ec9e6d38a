using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Sidetone.Conversations;

/// <summary>A recorded conversation: a file of JSON lines, one event each.</summary>
public static class ConversationFile
{
    /// <summary>Writes events to a file, and replaces what is there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="events">The events, in order.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(string path, IEnumerable<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        await using var file = File.Create(path);
        foreach (var happened in events)
            await WriteAsync(file, happened, cancellationToken);
    }

    /// <summary>Writes what a log holds until now to a file, and replaces what is there. Read it back with <see cref="ReadAsync(string, CancellationToken)"/>,
    /// for a <see cref="Replay"/> or a test. To record while the conversation goes on, give the session a <see cref="FileLog"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="log">The log, of a session that may still run: <see cref="AgentSession.Log"/>.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    public static async Task WriteAsync(string path, IConversationLog log, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        await using var file = File.Create(path);
        await foreach (var happened in log.ReadAsync(cancellationToken: cancellationToken))
            await WriteAsync(file, happened, cancellationToken);
    }

    /// <summary>Reads a file's events. A last line that was cut off while it was written is left out; anything else that is wrong is an error.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FormatException">A line is no event, or the numbers have a gap; the message names the line.</exception>
    public static async Task<IReadOnlyList<ConversationEvent>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        await using var file = File.OpenRead(path);
        var events = new List<ConversationEvent>();
        await foreach (var happened in ReadAsync(file, cancellationToken))
            events.Add(happened);
        return events;
    }

    /// <summary>Reads events from a stream, as they come.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="FormatException">A line is no event, or the numbers have a gap; the message names the line.</exception>
    public static async IAsyncEnumerable<ConversationEvent> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        long seq = 0;
        for (var number = 1; await reader.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            ConversationEvent happened;
            try
            {
                happened = EventJson.Read(Encoding.UTF8.GetBytes(line));
            }
            catch (JsonException exception)
            {
                if (reader.Peek() < 0 && IsCutOff(line))
                    yield break;    // the process died while it wrote this: it never happened
                throw new FormatException($"Line {number} is not an event: {exception.Message}", exception);
            }
            if (seq > 0 && happened.Seq != seq + 1)
                throw new FormatException($"Line {number} holds event {happened.Seq}, but {seq + 1} should follow.");
            seq = happened.Seq;
            yield return happened;
        }
    }

    private static async Task WriteAsync(FileStream file, ConversationEvent happened, CancellationToken cancellationToken)
    {
        await file.WriteAsync(EventJson.Write(happened), cancellationToken);
        await file.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    // All that is there is right, and more should follow.
    private static bool IsCutOff(string line)
    {
        if (line[0] != '{')
            return false;
        var utf8 = Encoding.UTF8.GetBytes(line);
        try
        {
            var json = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(new() { MaxDepth = 256 }));
            while (json.Read())
            {
            }
            return !(json.TokenType == JsonTokenType.EndObject && json.CurrentDepth == 0);
        }
        catch (JsonException)
        {
            return line[^1] == '\uFFFD';     // in the middle of a character
        }
    }
}
