namespace Sidetone.Bench;

/// <summary>One line of the table.</summary>
internal sealed record Row(string What, string Ours, string Peer, double Ratio, double? Limit, string Unit = "×")
{
    public bool IsMet => Limit is null || Ratio <= Limit;

    public override string ToString() => $"| {What} | {Ours} | {Peer} | {Ratio:0.00} {Unit} | {(Limit is null ? "—" : $"≤ {Limit:0.##} {Unit}")} | {(Limit is null ? "" : IsMet ? "met" : "**missed**")} |";
}
