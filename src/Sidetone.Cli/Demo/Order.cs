namespace Sidetone.Cli.Demo;

/// <summary>An order as the desk sees it.</summary>
public sealed record Order(string Id, string Status, string Items, decimal Total)
{
    /// <summary>The day it leaves the house, or left.</summary>
    public DateOnly? Leaves { get; init; }

    /// <summary>The number to track it by; null until it is shipped.</summary>
    public string? Parcel { get; init; }
}
