using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Models;

/// <summary>A class with tools: all that its generated part is written from.</summary>
internal sealed record ClassModel
{
    /// <summary>Empty for the global namespace.</summary>
    public required string Namespace { get; init; }

    /// <summary><c>partial class X</c>, outermost first.</summary>
    public required EquatableArray<string> Declarations { get; init; }

    /// <summary>With <c>global::</c>.</summary>
    public required string TypeName { get; init; }

    public required string HintName { get; init; }

    public required ClassRole Role { get; init; }

    public bool IsSealed { get; init; }

    /// <summary>The nearest base class with tools of its own, where it is an ordinary class.</summary>
    public string? BaseWithTools { get; init; }

    /// <summary>How <c>DeclaredTools</c> is overridden: <c>protected</c>, or <c>protected internal</c> for a friend of Sidetone.</summary>
    public string OverrideAccess { get; init; } = "protected";

    /// <summary>An expression over <c>services</c> that finds or makes an instance.</summary>
    public string FindInstance { get; init; } = "";

    public required EquatableArray<ToolModel> Tools { get; init; }

    public required EquatableArray<ShapeDefinition> Definitions { get; init; }
}
