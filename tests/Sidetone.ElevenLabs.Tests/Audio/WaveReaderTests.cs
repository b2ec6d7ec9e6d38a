using FsCheck;
using FsCheck.Fluent;
using Sidetone.ElevenLabs.Audio;

namespace Sidetone.ElevenLabs.Tests.Audio;

public sealed class WaveReaderTests
{
    public static TheoryData<int, int, byte[]> Encodings => new()
    {
        { 1, 8, [128, 192, 0] },
        { 1, 16, [0, 0, 0, 0x40, 0, 0x80] },
        { 1, 24, [0, 0, 0, 0, 0, 0x40, 0, 0, 0x80] },
        { 1, 32, [0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0, 0, 0x80] },
        { 3, 32, [.. BitConverter.GetBytes(0f), .. BitConverter.GetBytes(0.5f), .. BitConverter.GetBytes(-1f)] },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Nothing_a_half_and_minus_one_are_read_from_every_encoding(int tag, int bits, byte[] sound)
    {
        using var plain = WaveFile.Of(WaveFile.Riff([.. WaveFile.Chunk("fmt ", WaveFile.Format(tag, 1, 8000, bits)), .. WaveFile.Chunk("data", sound)]));
        Assert.Equal([0, 0.5f, -1], await ReadAsync(plain));
        byte[] extension = [.. WaveFile.Format(0xFFFE, 1, 8000, bits), 22, 0, (byte)bits, 0, 4, 0, 0, 0, (byte)tag, 0, 0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];
        using var extensible = WaveFile.Of(WaveFile.Riff([.. WaveFile.Chunk("fmt ", extension), .. WaveFile.Chunk("data", sound)]));
        Assert.Equal([0, 0.5f, -1], await ReadAsync(extensible));
    }

    [Fact]
    public async Task Mu_law_is_read()
    {
        using var file = WaveFile.Of(WaveFile.Riff([.. WaveFile.Chunk("fmt ", WaveFile.Format(7, 1, 8000, 8)), .. WaveFile.Chunk("data", [0xFF, 0x80])]));
        Assert.Equal([0, 32_124 / 32_768f], await ReadAsync(file));
    }

    [Fact]
    public async Task Channels_are_mixed()
    {
        using var file = WaveFile.Of(WaveFile.Riff(
            [.. WaveFile.Chunk("fmt ", WaveFile.Format(1, 2, 8000, 16)), .. WaveFile.Chunk("data", WaveFile.Bytes(8192, 24_576, -16_384, 16_384))]));
        Assert.Equal([0.5f, 0], await ReadAsync(file));
    }

    [Fact]
    public async Task Chunks_that_nobody_knows_are_passed_over_also_odd_ones()
    {
        using var file = WaveFile.Of(WaveFile.Riff(
        [
            .. WaveFile.Chunk("LIST", [1, 2, 3]), .. WaveFile.Chunk("fmt ", WaveFile.Format(1, 1, 8000, 16)), .. WaveFile.Chunk("junk", new byte[99]),
            .. WaveFile.Chunk("data", WaveFile.Bytes(16_384)), .. WaveFile.Chunk("LIST", [1, 2, 3, 4]),
        ]));
        Assert.Equal([0.5f], await ReadAsync(file));
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(uint.MaxValue)]
    [InlineData(0x7FFF_FFFFu)]
    [InlineData(0x7FFF_F000u)]
    public async Task A_length_that_its_writer_could_not_know_is_what_is_there(uint length)
    {
        byte[] file = [.. "RIFF"u8, .. BitConverter.GetBytes(length), .. "WAVE"u8, .. WaveFile.Chunk("fmt ", WaveFile.Format(1, 1, 8000, 16)), .. WaveFile.Chunk("data", WaveFile.Bytes(16_384, -16_384), length)];
        using var stream = WaveFile.Of(file);
        Assert.Equal([0.5f, -0.5f], await ReadAsync(stream));
    }

    [Fact]
    public void A_file_that_is_cut_off_says_how_much_is_missing()
    {
        using var file = WaveFile.Of(WaveFile.Riff([.. WaveFile.Chunk("fmt ", WaveFile.Format(1, 1, 8000, 16)), .. WaveFile.Chunk("data", new byte[4000], 16_000)]));
        var error = Assert.Throws<InvalidDataException>(() => WavAudio.FromFile(file.Path));
        Assert.EndsWith("is cut off: it says that it has 1.0 s of sound, and has 0.25 s.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_none_is_refused_in_words()
    {
        Assert.Contains("is no WAV file", Refused("ID3 something else"u8.ToArray()), StringComparison.Ordinal);
        Assert.Contains("is no WAV file", Refused([]), StringComparison.Ordinal);
        Assert.Contains("it has no sound", Refused(WaveFile.Riff(WaveFile.Chunk("fmt ", WaveFile.Format(1, 1, 8000, 16)))), StringComparison.Ordinal);
        Assert.Contains("before its format", Refused(WaveFile.Riff(WaveFile.Chunk("data", new byte[8]))), StringComparison.Ordinal);
        Assert.Contains("format 6, 8 bits", Refused(WaveFile.Riff(WaveFile.Chunk("fmt ", WaveFile.Format(6, 1, 8000, 8)))), StringComparison.Ordinal);
        Assert.Contains("0 channels", Refused(WaveFile.Riff(WaveFile.Chunk("fmt ", WaveFile.Format(1, 0, 8000, 16)))), StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => WavAudio.FromFile("there is none.wav"));

        static string Refused(byte[] bytes)
        {
            using var file = WaveFile.Of(bytes);
            return Assert.Throws<InvalidDataException>(() => WavAudio.FromFile(file.Path)).Message;
        }
    }

    [Fact]
    public void Bytes_at_random_are_read_or_refused_and_nothing_else()
    {
        var whole = WaveFile.Riff([.. WaveFile.Chunk("LIST", [1, 2, 3]), .. WaveFile.Chunk("fmt ", WaveFile.Format(1, 2, 8000, 16)), .. WaveFile.Chunk("data", new byte[40])]);
        Check.One(Config.QuickThrowOnFailure.WithQuietOnSuccess(true), Prop.ForAll(
            Gen.Choose(0, whole.Length - 1).Two().Zip(Gen.Choose(0, 255)).ListOf(3).ToArbitrary(),
            changes =>
            {
                var bytes = whole.ToArray();
                foreach (var ((at, _), value) in changes)
                    bytes[at] = (byte)value;
                using var stream = new MemoryStream(bytes, 0, changes[0].Item1.Item2);
                try
                {
                    var header = WaveHeader.Read(stream, "it.wav");
                    return header.DataLength >= 0 && header.DataStart + header.DataLength <= stream.Length && header.DataLength % header.BytesPerFrame == 0;
                }
                catch (InvalidDataException)
                {
                    return true;
                }
            }));
    }

    private static async Task<List<float>> ReadAsync(WaveFile file)
    {
        using var reader = new WaveReader(file.Path);
        var samples = new List<float>();
        while (await reader.ReadAsync(samples, TestContext.Current.CancellationToken))
            continue;
        return samples;
    }
}
