using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Models;

/// <summary>A method that is a tool.</summary>
internal sealed record ToolModel
{
    public required string Name { get; init; }

    /// <summary>The name of its generated class.</summary>
    public required string ClassName { get; init; }

    public required string Description { get; init; }

    public required string Schema { get; init; }

    public string? StrictSchema { get; init; }

    /// <summary>Assignments of an initializer of <c>ToolPolicy</c>.</summary>
    public required EquatableArray<string> Policy { get; init; }

    public required EquatableArray<ShapeMember> Parameters { get; init; }

    public required EquatableArray<string> Sensitive { get; init; }

    public required MethodModel Method { get; init; }

    public MethodModel? Undo { get; init; }
}
