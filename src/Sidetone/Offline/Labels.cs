using System.Text;

namespace Sidetone.Offline;

/// <summary>Names as a person would say them: <c>find_order</c> and <c>findOrder</c> are "find order".</summary>
internal static class Labels
{
    public static string Of(string name)
    {
        var label = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsLetterOrDigit(name[i]))
            {
                Space(label);
                continue;
            }
            if (i > 0 && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsUpper(name[i - 1]) && char.IsLower(name[i + 1]))))
                Space(label);
            label.Append(char.ToLowerInvariant(name[i]));
        }
        return label.ToString().Trim();
    }

    /// <summary>"a, b and c".</summary>
    public static string Join(IReadOnlyList<string> parts, string last = "and") => parts.Count switch
    {
        0 => "",
        1 => parts[0],
        _ => $"{string.Join(", ", parts.Take(parts.Count - 1))} {last} {parts[^1]}",
    };

    private static void Space(StringBuilder label)
    {
        if (label.Length > 0 && label[^1] != ' ')
            label.Append(' ');
    }
}
