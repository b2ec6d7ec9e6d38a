using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Tests.Audio;

public sealed class MuLawTests
{
    // G.711, table 2: the ends of the scale, the middle, and the first steps.
    [Theory]
    [InlineData(0xFF, 0)]
    [InlineData(0x7F, 0)]
    [InlineData(0xFE, 8)]
    [InlineData(0xF0, 120)]
    [InlineData(0xEF, 132)]
    [InlineData(0x80, 32_124)]
    [InlineData(0x00, -32_124)]
    public void A_code_is_the_sample_that_the_standard_says(byte code, short sample) => Assert.Equal(sample, MuLaw.Decode(code));

    [Fact]
    public void Every_code_but_the_second_zero_comes_back() =>
        Assert.All(Enumerable.Range(0, 256).Where(code => code != 0x7F), code => Assert.Equal((byte)code, MuLaw.Encode(MuLaw.Decode((byte)code))));

    [Fact]
    public void A_sample_comes_back_within_half_a_step()
    {
        for (var sample = (int)short.MinValue; sample <= short.MaxValue; sample++)
        {
            var error = Math.Abs(MuLaw.Decode(MuLaw.Encode((short)sample)) - sample);
            // A step is a sixteenth of its octave; what is beyond the scale is clipped to its end.
            Assert.True(error <= Math.Max(4, (Math.Abs(sample) + 132) / 32) || Math.Abs(sample) > 32_124, $"{sample}: {error}");
        }
    }
}
