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
        for (var word = 0; word * 64 < members.Count + (skipped is null ? 0 : 1); word++)
            code.Line($"ulong seen{word} = 0;");
        for (var word = 0; word * 64 < members.Count; word++)
        {
            if (members.Skip(word * 64).Take(64).Any(IsSetLater))
                code.Line($"ulong set{word} = 0;");
        }
        for (var i = 0; i < members.Count; i++)
            code.Line($"{json.TypeOf(members[i].Shape)} v{i} = {members[i].DefaultCode ?? "default!"};");
        code.Open("while (reader.NextProperty())");
        code.Line("var mark = reader.Mark;");
        var otherwise = "";
        for (var i = 0; i < members.Count; i++, otherwise = "else ")
            Member(code, members[i], i, otherwise, json);
        if (skipped is not null)
        {
            code.Open($"{otherwise}if (reader.IsProperty({CSharpText.Utf8(skipped)}))");
            Once(code, members.Count);
            code.Line("reader.Skip();");
            code.Close();
            code.Line($"reader.Leave(mark, {CSharpText.Literal(skipped)});");
            code.Close();
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
                code.Under($"if ({Has("seen", i)} == 0)", $"reader.Missing({CSharpText.Literal(members[i].Name)});");
        }
        return [.. Enumerable.Range(0, members.Count).Select(i => "v" + i.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Not zero when a member that is set on the object was given, and not with a null that stands for its default.</summary>
    public static string IsSet(int i) => Has("set", i);

    private static string Has(string bits, int i) => $"({bits}{i / 64} & {Bit(i)})";

    private static bool IsSetLater(ShapeMember member) => member.Target is MemberTarget.Setter or MemberTarget.InitSetter;

    // Opens what happens when it is there for the first time.
    private static void Once(SourceBuilder code, int i)
    {
        code.Under($"if ({Has("seen", i)} != 0)", "reader.Repeated();");
        code.Open("else");
        code.Line($"seen{i / 64} |= {Bit(i)};");
    }

    private static string Bit(int i) => (1UL << (i % 64)).ToString(CultureInfo.InvariantCulture) + "UL";

    private static void Member(SourceBuilder code, ShapeMember member, int i, string otherwise, JsonCode json)
    {
        code.Open($"{otherwise}if (reader.IsProperty({CSharpText.Utf8(member.Name)}))");
        Once(code, i);
        if (member.IsRequired || member.Shape.IsNullable)
        {
            if (IsSetLater(member))
                code.Line($"set{i / 64} |= {Bit(i)};");
            code.Line($"v{i} = {json.Read(member.Shape)};");
        }
        else
        {
            // Null stands for the default of what cannot be null.
            code.Open("if (!reader.IsNull)");
            if (IsSetLater(member))
                code.Line($"set{i / 64} |= {Bit(i)};");
            code.Line($"v{i} = {json.ReadNotNull(member.Shape)};");
            code.Close();
        }
        code.Close();
        LimitsEmitter.Emit(code, member, "v" + i.ToString(CultureInfo.InvariantCulture), json);
        code.Line($"reader.Leave(mark, {CSharpText.Literal(member.Name)});");
        code.Close();
    }
}
