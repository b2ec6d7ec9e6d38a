using Sidetone.Testing;

namespace Sidetone.Tests.Law;

/// <summary>The law over random stories in random interleavings: what has to hold whatever comes first.</summary>
/// <remarks>SIDETONE_SEEDS tells how many stories; SIDETONE_FIRST_SEED where to begin.</remarks>
public sealed class LawTests
{
    [Fact]
    public void Whatever_happens_the_law_holds() => Explore(seed => new RandomStory(seed).TellAsync());

    [Fact]
    public void Whatever_happens_calls_without_an_agent_keep_the_law() => Explore(seed => new CallsStory(seed).TellAsync());

    private static void Explore(Func<int, Task> tell)
    {
        var first = Number("SIDETONE_FIRST_SEED", 1);
        var last = first + Number("SIDETONE_SEEDS", 1000);
        for (var seed = first; seed < last; seed++)
        {
            try
            {
                Interleavings.Run(seed, () => tell(seed));
            }
            catch (Exception exception)
            {
                throw new ExpectationException($"With seed {seed}: {exception.Message}", exception);
            }
        }
    }

    private static int Number(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), out var number) ? number : otherwise;
}
