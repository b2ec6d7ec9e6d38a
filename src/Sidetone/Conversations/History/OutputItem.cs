namespace Sidetone.Conversations;

/// <summary>The output of a call.</summary>
/// <param name="Seq">The event that it came with.</param>
/// <param name="Call">The call.</param>
/// <param name="Tool">The tool that was asked for.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Output">What the model is told.</param>
public sealed record OutputItem(long Seq, CallId Call, string Tool, Outcome Outcome, CallOutput Output) : HistoryItem(Seq);
