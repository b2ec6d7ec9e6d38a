namespace Sidetone.ElevenLabs.Audio;

/// <summary>µ-law of G.711: 14 bits of a sample in 8, the loud ones coarser.</summary>
internal static class MuLaw
{
    private const int Bias = 0x84, Clip = 32_635;

    private static readonly short[] s_decoded = [.. Enumerable.Range(0, 256).Select(code => Expand((byte)code))];

    /// <summary>Silence, as it is written most often.</summary>
    public const byte Silence = 0xFF;

    public static short Decode(byte code) => s_decoded[code];

    public static byte Encode(short sample)
    {
        var sign = sample < 0 ? 0x80 : 0;
        var magnitude = Math.Min(Math.Abs((int)sample), Clip) + Bias;
        var exponent = int.Log2(magnitude) - 7;
        var mantissa = (magnitude >> (exponent + 3)) & 0x0F;
        return (byte)~(sign | (exponent << 4) | mantissa);
    }

    private static short Expand(byte code)
    {
        var bits = ~code;
        var magnitude = ((((bits & 0x0F) << 3) + Bias) << ((bits >> 4) & 0x07)) - Bias;
        return (short)((bits & 0x80) != 0 ? -magnitude : magnitude);
    }
}
