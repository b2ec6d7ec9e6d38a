namespace Sidetone.Testing.Tests;

/// <summary>The law over random stories in random interleavings: what has to hold whatever comes first.</summary>
public sealed class LawTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void Whatever_happens_every_call_has_one_outcome_and_every_context_is_whole(int from)
    {
        for (var seed = from + 1; seed <= from + 1500; seed++)
        {
            try
            {
                Interleavings.Run(seed, () => new RandomStory(seed).TellAsync());
            }
            catch (Exception exception)
            {
                throw new ExpectationException($"With seed {seed}: {exception.Message}", exception);
            }
        }
    }
}
