namespace Sidetone.Conversations;

/// <summary>A call of an earlier conversation, with its output.</summary>
/// <param name="Seq">The event that it came with.</param>
/// <param name="Tool">The tool that was called.</param>
/// <param name="Arguments">The arguments, as JSON.</param>
/// <param name="Output">What the model was told.</param>
public sealed record EarlierCallItem(long Seq, string Tool, JsonText Arguments, string Output) : HistoryItem(Seq);
