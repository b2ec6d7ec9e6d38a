namespace Sidetone.Tools.Shapes;

/// <summary>An enum, an object or a union, described once however often it is used.</summary>
/// <param name="Kind">Which of the three.</param>
/// <param name="Name">Its short name: the key in <c>$defs</c>.</param>
/// <param name="TypeName">Its name in C#.</param>
internal sealed record ShapeDefinition(ShapeKind Kind, string Name, string TypeName)
{
    public string Description { get; init; } = "";

    /// <summary>The members of an object.</summary>
    public EquatableArray<ShapeMember> Members { get; init; }

    /// <summary>The members of an enum.</summary>
    public EquatableArray<EnumName> Names { get; init; }

    /// <summary>The definitions of a union's cases.</summary>
    public EquatableArray<int> Cases { get; init; }

    /// <summary>The property that tells the cases of a union apart; set on the union and on each case.</summary>
    public string? Discriminator { get; init; }

    /// <summary>A case's value of it, as JSON.</summary>
    public string? DiscriminatorValue { get; init; }

    /// <summary>Values of it are read, not only written.</summary>
    public bool IsInput { get; init; }

    public bool IsValueType { get; init; }

    /// <summary>A union's base type may itself be the value, without a discriminator: results only.</summary>
    public int BaseCase { get; init; } = -1;
}
