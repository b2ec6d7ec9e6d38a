using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Sidetone.Generated;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>A tool made of a delegate at run time. It reads by the same shapes, with the same words, as generated tools.</summary>
[RequiresUnreferencedCode("Reflects over the delegate.")]
[RequiresDynamicCode("Reflects over the delegate.")]
internal sealed class DelegateTool : MethodTool
{
    private readonly ShapeReader _reader;
    private readonly ShapeWriter _writer;
    private readonly EquatableArray<ShapeMember> _schema;

    private DelegateTool(ToolDeclaration declaration, DelegateHandler handler, EquatableArray<ShapeMember> schema, ReflectedShapes shapes)
        : base(declaration)
    {
        Handler = handler;
        _schema = schema;
        _reader = new(shapes.Definitions, shapes.Objects);
        _writer = new(shapes.Definitions, shapes.Objects);
    }

    public DelegateHandler Handler { get; }

    public static DelegateTool From(string name, string description, Delegate handler, ToolPolicy policy)
    {
        var shapes = new ReflectedShapes();
        var parameters = DelegateHandler.ParametersOf(handler);
        var members = new List<ShapeMember>();
        var sources = new ParameterSource[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            sources[i] = ParameterSource.Of(parameters[i], name, members.Count);
            if (sources[i].IsArgument)
                members.Add(shapes.Parameter(parameters[i], name));
        }
        var schema = new EquatableArray<ShapeMember>(members);
        if (handler.Method.ReturnType == typeof(void) && handler.Method.IsDefined(typeof(AsyncStateMachineAttribute)))
            throw new ArgumentException($"The handler of '{name}' is async void: nobody could know when it is done, or that it failed. Return a Task.");
        var result = ReturnedResult.Of(handler.Method.ReturnType, name);
        var declaration = new ToolDeclaration
        {
            Name = name,
            Description = description,
            Schema = Encoding.UTF8.GetBytes(SchemaWriter.Write(schema, shapes.Definitions, strict: false)),
            StrictSchema = ShapeWalk.FirstOpen(schema, shapes.Definitions) is null
                ? new(Encoding.UTF8.GetBytes(SchemaWriter.Write(schema, shapes.Definitions, strict: true)))
                : default(ReadOnlyMemory<byte>?),
            Policy = policy,
            HasResult = !result.IsNothing,
            Sensitive = [.. parameters.Where(p => p.IsDefined(typeof(SensitiveAttribute))).Select(p => p.Name!)],
        };
        return new(declaration, new(handler, parameters, sources, result), schema, shapes);
    }

    protected override BoundCall? Read(ref ArgumentReader reader)
    {
        var mark = reader.Mark;
        var (values, seen) = _reader.ReadMembers(ref reader, _schema, Handler.TypeOf, skipped: null);
        if (!reader.IsGood(mark))
            return null;
        for (var i = 0; i < values.Length; i++)
        {
            if (!seen[i])
                values[i] = Handler.DefaultOf(i, _schema[i].Shape);
        }
        return new DelegateCall(Handler, _schema, values, _writer);
    }
}
