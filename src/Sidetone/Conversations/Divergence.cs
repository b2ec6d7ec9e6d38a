namespace Sidetone.Conversations;

/// <summary>Where a replay first decided otherwise than was recorded.</summary>
/// <param name="Seq">The event's number.</param>
/// <param name="Recorded">What was recorded there; null for nothing.</param>
/// <param name="Decided">What was decided now; null for nothing.</param>
/// <param name="Why">In words.</param>
public sealed record Divergence(long Seq, string? Recorded, string? Decided, string Why);
