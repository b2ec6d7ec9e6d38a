using System.Runtime.InteropServices;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>The sound of a WAV file at another rate.</summary>
internal sealed class WaveSource(WaveReader reader, int sampleRate)
{
    private readonly Resampler _resampler = new(reader.Header.SampleRate, sampleRate);
    private readonly List<float> _read = [], _ready = [];
    private bool _isAtEnd;

    /// <summary>Fills a piece.</summary>
    /// <returns>How many samples there were: fewer than asked for at the end, then none.</returns>
    public async ValueTask<int> ReadAsync(Memory<float> piece, CancellationToken cancellationToken)
    {
        while (_ready.Count < piece.Length && !_isAtEnd)
        {
            _read.Clear();
            _isAtEnd = !await reader.ReadAsync(_read, cancellationToken);
            _resampler.Write(CollectionsMarshal.AsSpan(_read), _ready);
            if (_isAtEnd)
                _resampler.Complete(_ready);
        }
        var count = Math.Min(_ready.Count, piece.Length);
        CollectionsMarshal.AsSpan(_ready)[..count].CopyTo(piece.Span);
        _ready.RemoveRange(0, count);
        return count;
    }
}
