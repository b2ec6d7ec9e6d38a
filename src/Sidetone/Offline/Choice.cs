namespace Sidetone.Offline;

/// <summary>A tool chosen for a part of a sentence, with the arguments found in it.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Filling">Its arguments.</param>
/// <param name="Lexical">How well its words fit.</param>
/// <param name="Score">How well all of it fits.</param>
internal sealed record Choice(OfferedTool Tool, Filling Filling, double Lexical, double Score)
{
    public bool IsComplete => Filling.IsComplete;

    public bool IsSameCallAs(Choice other) =>
        Tool == other.Tool && Filling.Arguments.Count == other.Filling.Arguments.Count
        && Filling.Arguments.All(a => other.Filling.Arguments.GetValueOrDefault(a.Key) == a.Value);
}
