using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Emission;

/// <summary>Writes how an object is made of what was read.</summary>
internal static class ObjectCreation
{
    public static void Emit(SourceBuilder code, ShapeDefinition definition, List<string> values)
    {
        var members = definition.Members.Select((m, i) => (Member: m, Value: values[i], IsSet: MembersEmitter.IsSet(i))).ToList();
        var arguments = string.Join(", ", members.Where(m => m.Member.Target == MemberTarget.Constructor).Select(m => m.Value));
        var required = members.Where(m => m.Member.Target == MemberTarget.Initializer)
            .Select(m => $"{CSharpNames.Escape(m.Member.Symbol)} = {m.Value}").ToList();
        var optional = members.Where(m => m.Member.Target == MemberTarget.InitSetter).ToList();
        if (optional.Count > 0)
        {
            // C# lets nobody assign an init property later, so what was not given is taken from an object that kept its own.
            code.Line($"var plain = {New(definition, arguments, required)};");
            required.AddRange(optional.Select(m =>
                $"{CSharpNames.Escape(m.Member.Symbol)} = {m.IsSet} != 0 ? {m.Value} : plain.{CSharpNames.Escape(m.Member.Symbol)}"));
        }
        code.Line($"var made = {New(definition, arguments, required)};");
        foreach (var (member, value, isSet) in members.Where(m => m.Member.Target == MemberTarget.Setter))
            code.Under($"if ({isSet} != 0)", $"made.{CSharpNames.Escape(member.Symbol)} = {value};");
        code.Line("return made;");
    }

    private static string New(ShapeDefinition definition, string arguments, List<string> assigned) =>
        $"new {definition.TypeName}({arguments})" + (assigned.Count > 0 ? " { " + string.Join(", ", assigned) + " }" : "");
}
