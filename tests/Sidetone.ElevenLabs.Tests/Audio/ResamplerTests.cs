using FsCheck;
using FsCheck.Fluent;
using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Tests.Audio;

public sealed class ResamplerTests
{
    [Theory]
    [InlineData(44_100, 16_000, 1_000)]
    [InlineData(48_000, 16_000, 5_000)]
    [InlineData(8_000, 16_000, 3_000)]
    [InlineData(16_000, 8_000, 2_500)]
    [InlineData(22_050, 48_000, 7_000)]
    [InlineData(16_000, 16_000, 6_000)]
    public void A_sine_stays_the_same_sine(int from, int to, int hertz)
    {
        var output = Resample(from, to, Sine(hertz, from, from));
        var wanted = Sine(hertz, to, output.Count);
        // Its beginning and end hear the silence around it.
        var middle = Enumerable.Range(to / 10, to * 8 / 10).ToList();
        var noise = Math.Sqrt(middle.Average(i => Math.Pow(output[i] - wanted[i], 2)));
        Assert.True(20 * Math.Log10((noise + 1e-9) / Math.Sqrt(0.5)) < -70, $"{20 * Math.Log10(noise / Math.Sqrt(0.5)):0.0} dB");
    }

    [Theory]
    [InlineData(48_000, 16_000, 10_000)]
    [InlineData(44_100, 8_000, 6_000)]
    public void What_the_lower_rate_cannot_hold_is_gone(int from, int to, int hertz)
    {
        var output = Resample(from, to, Sine(hertz, from, from));
        Assert.True(output.Skip(to / 10).Take(to * 8 / 10).Max(Math.Abs) < 0.001);
    }

    [Fact]
    public void Silence_stays_silence_and_a_steady_level_its_level()
    {
        Assert.All(Resample(44_100, 16_000, new float[4_410]), sample => Assert.Equal(0, sample));
        Assert.All(Resample(44_100, 16_000, [.. Enumerable.Repeat(0.5f, 44_100)])[1_000..15_000], sample => Assert.Equal(0.5f, sample, 0.001f));
    }

    [Fact]
    public void Sound_in_pieces_becomes_the_same_as_sound_at_once() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(25).WithQuietOnSuccess(true), Prop.ForAll(
        Gen.Elements(8_000, 11_025, 16_000, 22_050, 44_100, 48_000, 12_347).Two().ToArbitrary(),
        Gen.Choose(0, 400).ListOf().ToArbitrary(),
        (rates, lengths) =>
        {
            var random = new Random(lengths.Count);
            var sound = Enumerable.Range(0, lengths.Sum()).Select(_ => (random.NextSingle() * 2) - 1).ToArray();
            var resampler = new Resampler(rates.Item1, rates.Item2);
            var pieces = new List<float>();
            var at = 0;
            foreach (var length in lengths)
            {
                resampler.Write(sound.AsSpan(at, length), pieces);
                at += length;
            }
            resampler.Complete(pieces);
            return pieces.SequenceEqual(Resample(rates.Item1, rates.Item2, sound))
                && pieces.Count == ((long)sound.Length * rates.Item2 + rates.Item1 - 1) / rates.Item1;
        }));

    [Fact]
    public void Long_sound_goes_through_without_being_kept()
    {
        var resampler = new Resampler(1_000, 1_001);
        var output = new List<float>();
        var second = new float[1_000];
        for (var i = 0; i < 60; i++)
        {
            output.Clear();
            resampler.Write(second, output);
        }
        Assert.InRange(resampler.Kept, 0, 8_192);
    }

    private static float[] Sine(int hertz, int rate, int length) => [.. Enumerable.Range(0, length).Select(i => (float)Math.Sin(2 * Math.PI * hertz * i / rate))];

    private static List<float> Resample(int from, int to, float[] sound)
    {
        var resampler = new Resampler(from, to);
        var output = new List<float>();
        resampler.Write(sound, output);
        resampler.Complete(output);
        return output;
    }
}
