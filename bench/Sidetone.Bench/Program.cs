using System.Globalization;
using Sidetone.Bench;

// Each row is measured against a named peer in the same run on the same machine: what counts is the ratio.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var only = args.Length > 0 ? args[0] : null;
var rows = new (string Name, Func<Task<IEnumerable<Row>>> Measure)[]
{
    ("call", OneCall.MeasureAsync),
    ("turn", OneTurn.MeasureAsync),
    ("growth", Growth.MeasureAsync),
    ("memory", Memory.MeasureAsync),
    ("roundtrip", OneRoundTrip.MeasureAsync),
    ("generator", GeneratorCost.MeasureAsync),
};
Console.WriteLine("| what | ours | peer | ratio | to beat | |");
Console.WriteLine("|---|---|---|---|---|---|");
var missed = 0;
foreach (var (name, measure) in rows)
{
    if (only is not null && only != name)
        continue;
    foreach (var row in await measure())
    {
        Console.WriteLine(row.ToString());
        missed += row.IsMet ? 0 : 1;
    }
}
return missed;
