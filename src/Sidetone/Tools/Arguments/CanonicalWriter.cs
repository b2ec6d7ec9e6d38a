using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Sidetone.Tools.Arguments;

/// <summary>A writer of canonical JSON: no spaces, and characters as they are rather than escaped. One is kept for each thread.</summary>
internal sealed class CanonicalWriter : IDisposable
{
    private const int MaxKeptBytes = 64 * 1024;

    [ThreadStatic]
    private static CanonicalWriter? t_kept;

    private readonly ArrayBufferWriter<byte> _buffer = new(512);

    private CanonicalWriter() =>
        Json = new(_buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public Utf8JsonWriter Json { get; }

    public ReadOnlySpan<byte> Written
    {
        get
        {
            Json.Flush();
            return _buffer.WrittenSpan;
        }
    }

    public static CanonicalWriter Rent()
    {
        var writer = t_kept ?? new CanonicalWriter();
        t_kept = null;
        return writer;
    }

    public void Dispose()
    {
        if (_buffer.Capacity > MaxKeptBytes)
        {
            Json.Dispose();
            return;
        }
        _buffer.ResetWrittenCount();
        Json.Reset();
        t_kept = this;
    }
}
