using System.Buffers;
using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sidetone.Generated;

/// <summary>Writes a result as JSON into a buffer that the thread keeps, and copies out exactly what was written.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ResultWriter
{
    // A larger buffer is not kept: one big answer should not cost its size for ever.
    private const int MaxKept = 64 * 1024;

    private const int MaxStreamed = 1024 * 1024;

    // Text for a model, never part of a page. Depth ends what refers to itself.
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true, MaxDepth = 64 };

    [ThreadStatic]
    private static ResultWriter? t_kept;

    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    private ResultWriter() => Json = new Utf8JsonWriter(_buffer, s_options);

    /// <summary>Takes the value.</summary>
    public Utf8JsonWriter Json { get; }

    /// <summary>More was written than any model is handed: a stream of items may end here.</summary>
    public bool IsFull => Json.BytesCommitted + Json.BytesPending > MaxStreamed;

    /// <summary>A writer for one result. Nobody else has it until <see cref="Finish"/>; one that is not finished is only garbage.</summary>
    public static ResultWriter Rent()
    {
        var writer = t_kept ?? new ResultWriter();
        t_kept = null;
        return writer;
    }

    /// <summary>The result. The writer must not be used after.</summary>
    public ToolResult Finish()
    {
        Json.Flush();
        var result = ToolResult.Json(_buffer.WrittenSpan.ToArray());
        if (_buffer.Capacity <= MaxKept)
        {
            _buffer.ResetWrittenCount();
            Json.Reset();
            t_kept = this;
        }
        return result;
    }
}
