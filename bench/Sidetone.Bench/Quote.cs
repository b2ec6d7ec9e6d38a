namespace Sidetone.Bench;

/// <summary>A result.</summary>
public sealed record Quote(string Sku, int Quantity, decimal Total);
