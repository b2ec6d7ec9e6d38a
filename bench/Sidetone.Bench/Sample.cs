namespace Sidetone.Bench;

/// <summary>What one time took.</summary>
internal readonly record struct Sample(double Microseconds, double Bytes);
