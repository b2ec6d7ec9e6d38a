namespace Sidetone.Conversations;

/// <summary>A tool call.</summary>
/// <param name="Seq">The event that it came with.</param>
/// <param name="Call">The call.</param>
/// <param name="Tool">The tool that was asked for.</param>
/// <param name="Arguments">The arguments, as JSON; without sensitive ones.</param>
public sealed record CallItem(long Seq, CallId Call, string Tool, JsonText Arguments) : HistoryItem(Seq);
