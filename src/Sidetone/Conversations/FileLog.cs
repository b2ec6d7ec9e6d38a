namespace Sidetone.Conversations;

/// <summary>A log of one conversation in a file of JSON lines, and in memory for whoever follows it. An append is complete when it is on the disk.</summary>
public sealed class FileLog : IConversationLog, IAsyncDisposable
{
    private readonly MemoryLog _memory;
    private readonly FileStream _file;

    /// <summary>Opens a new file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="maxEvents">How many events it takes before the conversation has to end. Default: one million.</param>
    /// <param name="maxBytes">How many bytes it keeps in memory, about, before the conversation has to end. Default: 256 MiB.</param>
    /// <exception cref="IOException">There is a file already: a record is never replaced.</exception>
    public FileLog(string path, int maxEvents = 1_000_000, long maxBytes = 256 * 1024 * 1024)
    {
        _memory = new(maxEvents, maxBytes);
        _file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <inheritdoc/>
    public ValueTask AppendAsync(IReadOnlyList<ConversationEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (_memory.Refuses(events, out _) is { } refusal)
            return ValueTask.FromException(refusal);    // before it is written: whoever reads the file and the log reads the same
        var lines = new MemoryStream();
        foreach (var happened in events)
        {
            lines.Write(EventJson.Write(happened));
            lines.WriteByte((byte)'\n');
        }
        return AppendAsync([.. events], lines, cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ConversationEvent> ReadAsync(long after = 0, bool follow = false, CancellationToken cancellationToken = default) => _memory.ReadAsync(after, follow, cancellationToken);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async ValueTask AppendAsync(ConversationEvent[] events, MemoryStream lines, CancellationToken cancellationToken)
    {
        await _file.WriteAsync(lines.GetBuffer().AsMemory(0, (int)lines.Length), cancellationToken);
        _file.Flush(flushToDisk: true);
        await _memory.AppendAsync(events, cancellationToken);
    }
}
