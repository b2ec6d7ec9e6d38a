using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Tools.Arguments;

namespace Sidetone.Tools;

/// <summary>A tool that calls somebody's <see cref="AIFunction"/>.</summary>
/// <remarks>Such a function's own reading of arguments takes null for anything, ignores what it does not know and throws what it
/// likes: it is handed only what its schema allows.</remarks>
internal sealed class FunctionTool : Tool
{
    private readonly SchemaArguments _arguments;
    private readonly AIFunction _function;

    private FunctionTool(ToolDeclaration declaration, SchemaArguments arguments, AIFunction function) : base(declaration)
    {
        _arguments = arguments;
        _function = function;
    }

    public static FunctionTool Of(AIFunction function, ToolPolicy? policy)
    {
        var arguments = SchemaArguments.Of(function.Name, function.JsonSchema);
        var declaration = new ToolDeclaration
        {
            Name = function.Name,
            Description = function.Description,
            Schema = arguments.Schema,
            Policy = policy ?? ToolPolicy.Default,
        };
        return new(declaration, arguments, function);
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        base.GetService(serviceType, serviceKey) ?? _function.GetService(serviceType, serviceKey);

    protected internal override BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors) =>
        _arguments.Bind(arguments, errors) is { } valid ? new Call(_function, valid) : null;

    private sealed class Call(AIFunction function, ValidArguments arguments) : BoundCall
    {
        public override async ValueTask<ToolResult> InvokeAsync(RunContext run)
        {
            var given = new AIFunctionArguments
            {
                Services = run.Services,
                // A function that knows us finds the running call here.
                Context = new Dictionary<object, object?> { [typeof(RunContext)] = run },
            };
            foreach (var member in arguments.Value.EnumerateObject())
                given[member.Name] = member.Value;
            return await FunctionResult.OfAsync(await function.InvokeAsync(given, run.CancellationToken), function.JsonSerializerOptions, run.CancellationToken);
        }

        public override void WriteArguments(Utf8JsonWriter writer) => writer.WriteRawValue(arguments.Canonical, skipInputValidation: true);
    }
}
