namespace Sidetone.Testing;

/// <summary>Runs a whole story, the test and the sessions in it, on one thread, and chooses by a seed what of all that could run runs next.
/// The same seed gives the same interleaving; other seeds give others. What has to hold whatever comes first is tested so.</summary>
/// <example><code>
/// Interleavings.Explore(500, async () =&gt;
/// {
///     await using var test = await SessionTest.StartAsync(new Clerk(), Script());
///     var order = test.Session.RunAsync("Two A-7, please.");
///     await test.Session.RunAsync("No, wait!");       // now before, now after the order is placed
///     await test.SettleAsync();
///     test.Expect.Call("place_order").Once();
/// });
/// </code></example>
/// <remarks>A story may not leave the thread: a <c>ConfigureAwait(false)</c> in a handler, or real input and output, is found and reported.</remarks>
public static class Interleavings
{
    /// <summary>Runs a story once for each of the seeds 1, 2, 3, …; a failure names its seed.</summary>
    /// <param name="times">How many seeds.</param>
    /// <param name="story">The story; it has to begin anew each time.</param>
    /// <exception cref="ExpectationException">A story failed. The inner exception is its own.</exception>
    public static void Explore(int times, Func<Task> story)
    {
        for (var seed = 1; seed <= times; seed++)
        {
            try
            {
                Run(seed, story);
            }
            catch (Exception exception)
            {
                throw new ExpectationException($"With seed {seed}: {exception.Message}", exception);
            }
        }
    }

    /// <summary>Runs a story with one seed: the way back to a failure that <see cref="Explore"/> has found.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="story">The story.</param>
    /// <exception cref="ExpectationException">The story waits for something that cannot happen any more.</exception>
    public static void Run(int seed, Func<Task> story) => new SeededSchedule(seed).Run(story);
}
