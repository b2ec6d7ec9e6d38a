using Sidetone.Generators.Models;

namespace Sidetone.Generators.Emission;

/// <summary>Writes the class of one tool: its declaration, and the reader of its arguments.</summary>
internal static class ToolEmitter
{
    public static void Emit(SourceBuilder code, ClassModel model, ToolModel tool, JsonCode json)
    {
        var needsInstance = ClassEmitter.NeedsInstance(tool);
        code.Line(ClassEmitter.Attribute);
        code.Open($"private sealed class __{tool.ClassName} : global::Sidetone.Generated.MethodTool");
        Declaration(code, tool);
        code.Line();
        if (needsInstance)
        {
            code.Line($"private readonly {ClassEmitter.FindType(model)} _find;");
            code.Line();
            code.Line($"internal __{tool.ClassName}({ClassEmitter.FindType(model)} find) : base(s_declaration) => _find = find;");
        }
        else
        {
            code.Line($"internal __{tool.ClassName}() : base(s_declaration) {{ }}");
        }
        code.Line();
        code.Open("protected override global::Sidetone.Tools.BoundCall? Read(ref global::Sidetone.Generated.ArgumentReader reader)");
        var arguments = MembersEmitter.Read(code, tool.Parameters, skipped: null, json);
        var all = string.Join(", ", needsInstance ? arguments.Prepend("_find") : arguments);
        code.Line($"return reader.IsGood(all) ? new Call({all}) : null;");
        code.Close();
        code.Line();
        CallEmitter.Emit(code, model, tool, json);
        code.Close();
    }

    private static void Declaration(SourceBuilder code, ToolModel tool)
    {
        code.Open("private static readonly global::Sidetone.Tools.ToolDeclaration s_declaration = new global::Sidetone.Tools.ToolDeclaration");
        code.Line($"Name = {CSharpText.Literal(tool.Name)},");
        code.Line($"Description = {CSharpText.Literal(tool.Description)},");
        code.Line($"Schema = new global::System.ReadOnlyMemory<byte>({CSharpText.Utf8(tool.Schema)}.ToArray()),");
        if (tool.StrictSchema is not null)
            code.Line($"StrictSchema = new global::System.ReadOnlyMemory<byte>({CSharpText.Utf8(tool.StrictSchema)}.ToArray()),");
        if (tool.Policy.Count > 0)
            code.Line($"Policy = new global::Sidetone.ToolPolicy {{ {string.Join(", ", tool.Policy)} }},");
        if (tool.Method.Result.Kind == ResultKind.Nothing)
            code.Line("HasResult = false,");
        if (tool.Undo is not null)
            code.Line("HasUndo = true,");
        if (tool.Sensitive.Count > 0)
            code.Line($"Sensitive = new string[] {{ {string.Join(", ", tool.Sensitive.Select(CSharpText.Literal))} }},");
        code.Close("};");
    }
}
