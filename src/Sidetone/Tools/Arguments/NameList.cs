using System.Globalization;

namespace Sidetone.Tools.Arguments;

/// <summary>Names for a model to choose from: the first dozen, and how many more there are.</summary>
internal static class NameList
{
    private const int MaxListed = 12;

    /// <param name="names">At least one.</param>
    /// <param name="last">What stands before the last: <c>" and "</c>.</param>
    public static string Of(ReadOnlySpan<string> names, string last)
    {
        var told = Math.Min(names.Length, MaxListed);
        var text = "";
        for (var i = 0; i < told; i++)
            text += (i == 0 ? "" : i == names.Length - 1 ? last : ", ") + "'" + names[i] + "'";
        return told == names.Length ? text : text + " and " + (names.Length - told).ToString(CultureInfo.InvariantCulture) + " more";
    }
}
