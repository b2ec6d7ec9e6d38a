using System.Text;

namespace Sidetone.Testing;

/// <summary>What happened, as a numbered list with an arrow at the place that matters.</summary>
internal static class Listing
{
    public static ExpectationException Failure(string problem, IReadOnlyList<Happening> happened, IEnumerable<int> arrows)
    {
        var places = arrows.ToHashSet();
        var text = new StringBuilder(problem);
        text.Append("\n\nWhat happened:");
        if (happened.Count == 0)
            text.Append("\n     (nothing)");
        var number = 0;
        for (var i = 0; i <= happened.Count; i++)
        {
            var arrow = places.Contains(i) ? " -> " : "    ";
            if (i == happened.Count)
                text.Append(places.Contains(i) ? "\n -> (the end)" : "");
            else if (happened[i].Kind == HappeningKind.Remark)
                text.Append('\n').Append(arrow).Append("   - ").Append(happened[i]);
            else
                text.Append('\n').Append(arrow).Append($"{++number,3}. ").Append(happened[i]);
        }
        return new(text.ToString());
    }
}
