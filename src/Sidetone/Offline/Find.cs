namespace Sidetone.Offline;

/// <summary>A value found in a sentence.</summary>
/// <param name="Json">The value as JSON text.</param>
/// <param name="First">The first of its words.</param>
/// <param name="Last">The last of its words.</param>
/// <param name="Evidence">How much it speaks for a tool that can take it.</param>
internal readonly record struct Find(string Json, int First, int Last, double Evidence);
