using Sidetone.Generators.Models;
using Sidetone.Generators.Parsing;

namespace Sidetone.Generators.Emission;

/// <summary>Writes the bound call: the arguments in fields, how the method is called, and what becomes of its result.</summary>
internal static class CallEmitter
{
    private const string Result = "global::Sidetone.ToolResult";
    private const string Returned = "global::System.Threading.Tasks.ValueTask<global::Sidetone.ToolResult>";

    public static void Emit(SourceBuilder code, ClassModel model, ToolModel tool, JsonCode json)
    {
        code.Open("private sealed class Call : global::Sidetone.Tools.BoundCall");
        Fields(code, model, tool, json);
        Invoke(code, model, "InvokeAsync", tool.Method, json);
        if (tool.Undo is not null)
        {
            code.Line();
            Invoke(code, model, "UndoAsync", tool.Undo, json);
        }
        code.Line();
        code.Open("public override void WriteArguments(global::System.Text.Json.Utf8JsonWriter writer)");
        code.Line("writer.WriteStartObject();");
        foreach (var parameter in tool.Parameters)
        {
            code.Line($"writer.WritePropertyName({CSharpText.Utf8(parameter.Name)});");
            json.Write(code, parameter.Shape, ParameterParser.FieldOf(parameter), canonical: true);
        }
        code.Line("writer.WriteEndObject();");
        code.Close();
        code.Close();
    }

    private static void Fields(SourceBuilder code, ClassModel model, ToolModel tool, JsonCode json)
    {
        var fields = tool.Parameters.Select(p => (Type: json.TypeOf(p.Shape), Name: ParameterParser.FieldOf(p).Substring("this.".Length))).ToList();
        if (ClassEmitter.NeedsInstance(tool))
            fields.Insert(0, (ClassEmitter.FindType(model), "_find"));
        foreach (var (type, name) in fields)
            code.Line($"private readonly {type} {name};");
        if (fields.Count == 0)
            return;
        code.Line();
        code.Open($"internal Call({string.Join(", ", fields.Select((f, i) => $"{f.Type} v{i}"))})");
        for (var i = 0; i < fields.Count; i++)
            code.Line($"{fields[i].Name} = v{i};");
        code.Close();
        code.Line();
    }

    private static void Invoke(SourceBuilder code, ClassModel model, string name, MethodModel method, JsonCode json)
    {
        var target = method.IsStatic ? model.TypeName : "global::Sidetone.Generated.Instances.Of(this._find, run.Services)";
        var call = $"{target}.{method.Name}({string.Join(", ", method.Arguments)})";
        if (method.IsAwaited)
            call = $"await {call}";
        var kind = method.Result.Kind;
        var isAsync = method.IsAwaited || kind == ResultKind.Stream;
        code.Open($"public override {(isAsync ? "async " : "")}{Returned} {name}(global::Sidetone.RunContext run)");
        if (kind == ResultKind.Nothing)
        {
            code.Line(call + ";");
            Return(code, $"{Result}.Nothing", isAsync);
        }
        else if (kind == ResultKind.Stream)
        {
            Stream(code, call, method.Result, json);
        }
        else
        {
            Return(code, $"{name}Result({call})", isAsync);
        }
        code.Close();
        if (kind is not (ResultKind.Nothing or ResultKind.Stream))
        {
            code.Line();
            Convert(code, name + "Result", method.Result, json);
        }
    }

    private static void Return(SourceBuilder code, string result, bool isAsync) =>
        code.Line(isAsync ? $"return {result};" : $"return new {Returned}({result});");

    private static void Stream(SourceBuilder code, string call, ResultModel result, JsonCode json)
    {
        code.Line($"var stream = {call};");
        code.Under("if (stream is null)", $"return {Result}.Nothing;");
        code.Line("var json = global::Sidetone.Generated.ResultWriter.Rent();");
        code.Line("var writer = json.Json;");
        code.Line("writer.WriteStartArray();");
        code.Open("await foreach (var item in global::System.Threading.Tasks.TaskAsyncEnumerableExtensions.WithCancellation(stream, run.CancellationToken))");
        json.Write(code, result.Shape!, "item", canonical: false);
        code.Under("if (json.IsFull)", "break;");
        code.Close();
        code.Line("writer.WriteEndArray();");
        code.Line("return json.Finish();");
    }

    private static void Convert(SourceBuilder code, string name, ResultModel result, JsonCode json)
    {
        code.Open($"private static {Result} {name}({result.TypeName} result)");
        switch (result.Kind)
        {
            case ResultKind.Text:
                code.Line($"return {Result}.Text(result);");
                break;
            case ResultKind.ToolResult:
                code.Line("return result;");
                break;
            case ResultKind.Content:
                code.Line($"return result is null ? {Result}.Nothing : {Result}.Content(result);");
                break;
            case ResultKind.Agent:
                code.Line($"return result is null ? {Result}.Nothing : {Result}.HandTo(result);");
                break;
            case ResultKind.AgentAndResult:
                code.Line($"var beside = {name}Beside(result.Item2);");
                code.Line($"return result.Item1 is null ? beside : {Result}.HandTo(result.Item1, beside);");
                break;
            default:
                Json(code, result, json);
                break;
        }
        code.Close();
        if (result.Beside is not null)
        {
            code.Line();
            Convert(code, name + "Beside", result.Beside, json);
        }
    }

    private static void Json(SourceBuilder code, ResultModel result, JsonCode json)
    {
        var shape = result.Shape!;
        var value = "result";
        if (shape.IsNullable || !shape.IsValueType)
        {
            code.Under("if (result is not { } value)", $"return {Result}.Nothing;");
            value = "value";
        }
        if (shape.Kind == Sidetone.Tools.Shapes.ShapeKind.JsonElement)
        {
            code.Line($"return {Result}.Json({value});");
            return;
        }
        code.Line("var json = global::Sidetone.Generated.ResultWriter.Rent();");
        code.Line("var writer = json.Json;");
        json.WriteNotNull(code, shape, value, canonical: false);
        code.Line("return json.Finish();");
    }
}
