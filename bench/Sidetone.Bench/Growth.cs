using System.Diagnostics;

namespace Sidetone.Bench;

/// <summary>What turn 500 of one conversation costs against turn 5.</summary>
internal static class Growth
{
    private const int Conversations = 60;

    public static async Task<IEnumerable<Row>> MeasureAsync()
    {
        await RunAsync(20);
        var (early, late) = await RunAsync(Conversations);
        return [new("turn 500 of a conversation against turn 5: time", $"{late:0.0} µs", $"{early:0.0} µs, turn 5", late / early, 1.1)];
    }

    // Turns 5 to 24 and 495 to 514, in the same conversations.
    private static async Task<(double Early, double Late)> RunAsync(int conversations)
    {
        var early = new List<double>();
        var late = new List<double>();
        for (var i = 0; i < conversations; i++)
        {
            await using var session = new AgentSession(new InstantModel(), new Agent("You sell.") { Tools = OrderDesk.Tools });
            for (var turn = 1; turn < 515; turn++)
            {
                var start = Stopwatch.GetTimestamp();
                await session.RunAsync("What are two A-7?");
                var took = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                if (turn is >= 5 and < 25)
                    early.Add(took);
                else if (turn is >= 495 and < 515)
                    late.Add(took);
            }
        }
        return (Median(early), Median(late));
    }

    private static double Median(List<double> samples)
    {
        samples.Sort();
        return samples[samples.Count / 2];
    }
}
