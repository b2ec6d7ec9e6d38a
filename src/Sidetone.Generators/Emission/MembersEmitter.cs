using System.Globalization;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Emission;

/// <summary>Writes the loop that reads the members of an object into locals.</summary>
internal static class MembersEmitter
{
    /// <summary>The locals, in the order of the members. Before it the reader stands before the first property; <c>all</c> marks the errors.</summary>
    public static List<string> Read(SourceBuilder code, EquatableArray<ShapeMember> members, string? skipped, JsonCode json)
    {
        code.Line("var all = reader.Mark;");
        for (var word = 0; word * 64 < members.Count; word++)
            code.Line($"ulong seen{word} = 0;");
        for (var i = 0; i < members.Count; i++)
            code.Line($"{json.TypeOf(members[i].Shape)} v{i} = {members[i].DefaultCode ?? "default!"};");
        code.Open("while (reader.NextProperty())");
        code.Line("var mark = reader.Mark;");
        var otherwise = "";
        for (var i = 0; i < members.Count; i++, otherwise = "else ")
            Member(code, members[i], i, otherwise, json);
        if (skipped is not null)
        {
            code.Under($"{otherwise}if (reader.IsProperty({CSharpText.Utf8(skipped)}))", "reader.Skip();");
            otherwise = "else ";
        }
        var names = members.Count == 0 ? "default" : json.NamesOf(members.Select(m => m.Name));
        var unknown = $"reader.UnknownProperty({names});";
        if (otherwise.Length == 0)
            code.Line(unknown);
        else
            code.Under("else", unknown);
        code.Close();
        for (var i = 0; i < members.Count; i++)
        {
            if (members[i].IsRequired)
                code.Under($"if ({Seen(i)} == 0)", $"reader.Missing({CSharpText.Literal(members[i].Name)});");
        }
        return [.. Enumerable.Range(0, members.Count).Select(i => "v" + i.ToString(CultureInfo.InvariantCulture))];
    }

    public static string Seen(int i) => $"(seen{i / 64} & {Bit(i)})";

    private static string Bit(int i) => (1UL << (i % 64)).ToString(CultureInfo.InvariantCulture) + "UL";

    private static void Member(SourceBuilder code, ShapeMember member, int i, string otherwise, JsonCode json)
    {
        code.Open($"{otherwise}if (reader.IsProperty({CSharpText.Utf8(member.Name)}))");
        var read = $"v{i} = {json.Read(member.Shape)};";
        if (member.IsRequired)
        {
            code.Line($"seen{i / 64} |= {Bit(i)};");
            code.Line(read);
        }
        else
        {
            // Null stands for the default.
            code.Open("if (reader.IsNull)");
            code.Line($"seen{i / 64} &= ~{Bit(i)};");
            code.Line($"v{i} = {member.DefaultCode ?? "default!"};");
            code.Close();
            code.Open("else");
            code.Line($"seen{i / 64} |= {Bit(i)};");
            code.Line($"v{i} = {json.ReadNotNull(member.Shape)};");
            code.Close();
        }
        LimitsEmitter.Emit(code, member, "v" + i.ToString(CultureInfo.InvariantCulture), json);
        code.Line($"reader.Leave(mark, {CSharpText.Literal(member.Name)});");
        code.Close();
    }
}
