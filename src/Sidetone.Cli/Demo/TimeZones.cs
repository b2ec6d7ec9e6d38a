using System.Collections.Frozen;

namespace Sidetone.Cli.Demo;

/// <summary>Time zones by city: the zones' own cities, and some that share one.</summary>
internal static class TimeZones
{
    private static readonly FrozenDictionary<string, string> s_others = new Dictionary<string, string>
    {
        ["beijing"] = "Asia/Shanghai",
        ["bangalore"] = "Asia/Kolkata",
        ["barcelona"] = "Europe/Madrid",
        ["boston"] = "America/New_York",
        ["cologne"] = "Europe/Berlin",
        ["delhi"] = "Asia/Kolkata",
        ["edinburgh"] = "Europe/London",
        ["frankfurt"] = "Europe/Berlin",
        ["geneva"] = "Europe/Zurich",
        ["greenwich"] = "UTC",
        ["hamburg"] = "Europe/Berlin",
        ["kyoto"] = "Asia/Tokyo",
        ["la"] = "America/Los_Angeles",
        ["london"] = "Europe/London",
        ["miami"] = "America/New_York",
        ["milan"] = "Europe/Rome",
        ["mumbai"] = "Asia/Kolkata",
        ["munich"] = "Europe/Berlin",
        ["nyc"] = "America/New_York",
        ["osaka"] = "Asia/Tokyo",
        ["san francisco"] = "America/Los_Angeles",
        ["seattle"] = "America/Los_Angeles",
        ["washington"] = "America/New_York",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static TimeZoneInfo? Find(string place)
    {
        place = place.Trim();
        if (TimeZoneInfo.TryFindSystemTimeZoneById(s_others.GetValueOrDefault(place, place), out var zone))
            return zone;
        var city = "/" + place.Replace(' ', '_');
        return TimeZoneInfo.GetSystemTimeZones().FirstOrDefault(z => z.Id.EndsWith(city, StringComparison.OrdinalIgnoreCase));
    }
}
