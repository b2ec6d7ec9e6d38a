namespace Sidetone.Cli.Demo;

/// <summary>The agent of <c>sidetone chat</c>.</summary>
public sealed class DeskAgent() : Agent(
    "You answer the phone at the order desk of a small shop for kettles (A-7), teapots (B-2) and cups (C-9). Be brief and friendly: "
    + "what you say is read aloud. Use the tools for anything about orders, parcels, numbers, units, dates and times; never guess.")
{
    /// <summary>All the tools of the desk.</summary>
    public static IReadOnlyList<Tool> AllTools { get; } = [.. OrderDesk.Tools, .. Desktop.Tools];
}
