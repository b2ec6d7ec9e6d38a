namespace Sidetone.ElevenLabs;

/// <summary>What a bound among the options may be. A wait without an end is never meant, and longer ones are more than a timer takes.</summary>
internal static class Bounds
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    public static void CheckTime(TimeSpan time, string name)
    {
        if (time <= TimeSpan.Zero || time > s_longest)
            throw new ArgumentException($"{name} is {(time == Timeout.InfiniteTimeSpan ? "infinite" : time)}; it must be more than 0 and at most 1 day, because nothing waits for ever.", name);
    }

    public static TimeSpan OfTime(TimeSpan time, string name)
    {
        CheckTime(time, name);
        return time;
    }

    public static void CheckNumber(long number, string name)
    {
        if (number < 1)
            throw new ArgumentException($"{name} is {number}; it must be 1 or more.", name);
    }
}
