using System.ComponentModel.DataAnnotations;

namespace Sidetone.Trimmed;

public sealed record OrderLine(string Sku, [property: Range(1, 9)] int Quantity);
