namespace Sidetone.Trimmed;

public sealed record Order(string Id, IReadOnlyList<OrderLine> Lines, Speed Speed, DateOnly? Leaves);
