using System.Globalization;

namespace Sidetone.ElevenLabs.Audio;

/// <summary>A program that records to its standard output, or plays from its standard input: raw 16-bit little-endian samples, mono.</summary>
/// <param name="Command">The program: a name that is looked for on the PATH, or a path.</param>
/// <param name="Arguments">Its arguments, each as it is; <c>{rate}</c> stands for samples a second.</param>
public sealed record AudioProgram(string Command, params IReadOnlyList<string> Arguments)
{
    /// <summary>Programs that record from the default microphone, the ones that are preferred first.</summary>
    public static IReadOnlyList<AudioProgram> Recorders { get; } =
    [
        new("parec", "--raw", "--format=s16le", "--rate={rate}", "--channels=1", "--latency-msec=50"),
        new("arecord", "-q", "-t", "raw", "-f", "S16_LE", "-r", "{rate}", "-c", "1", "--buffer-time=100000", "-"),
        new("sox", "-q", "--buffer", "1024", "-d", "-t", "raw", "-r", "{rate}", "-c", "1", "-e", "signed-integer", "-b", "16", "-L", "-"),
        // Only Apple's has a name for the default microphone.
        .. OperatingSystem.IsMacOS()
            ? [new("ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-f", "avfoundation", "-i", ":default", "-ac", "1", "-ar", "{rate}", "-flush_packets", "1", "-f", "s16le", "-")]
            : Array.Empty<AudioProgram>(),
    ];

    /// <summary>Programs that play to the default loudspeaker, the ones that are preferred first.</summary>
    public static IReadOnlyList<AudioProgram> Players { get; } =
    [
        new("pacat", "--playback", "--raw", "--format=s16le", "--rate={rate}", "--channels=1", "--latency-msec=100"),
        new("aplay", "-q", "-t", "raw", "-f", "S16_LE", "-r", "{rate}", "-c", "1", "--buffer-time=200000", "-"),
        new("sox", "-q", "--buffer", "1024", "-t", "raw", "-r", "{rate}", "-c", "1", "-e", "signed-integer", "-b", "16", "-L", "-", "-d"),
        new("ffplay", "-hide_banner", "-loglevel", "error", "-nodisp", "-fflags", "nobuffer", "-probesize", "32", "-f", "s16le", "-ar", "{rate}", "-ch_layout", "mono", "-i", "-"),
    ];

    internal IEnumerable<string> ArgumentsFor(int sampleRate) =>
        Arguments.Select(argument => argument.Replace("{rate}", sampleRate.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    /// <summary>The first of some that is there.</summary>
    /// <param name="candidates">They.</param>
    /// <param name="path">Where programs are looked for, as the variable PATH says it.</param>
    internal static AudioProgram? FirstOn(IEnumerable<AudioProgram> candidates, string? path)
    {
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return candidates.FirstOrDefault(program => Array.Exists(folders, folder => File.Exists(Path.Combine(folder, program.Command + ending))));
    }
}
