namespace Sidetone.Cli;

/// <summary>A number and its noun.</summary>
internal static class Counted
{
    public static string Of(int count, string noun) => $"{count} {noun}{(count == 1 ? "" : "s")}";
}
