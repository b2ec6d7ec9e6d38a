namespace Sidetone.Tools.Shapes;

/// <summary>A parameter of a tool, or a member of an object.</summary>
/// <param name="Name">Its name in JSON.</param>
/// <param name="Shape">Its type.</param>
internal sealed record ShapeMember(string Name, Shape Shape)
{
    public string Description { get; init; } = "";

    /// <summary>It must be there. What need not be there has a default, and null stands for that.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>The default as JSON, where it is known.</summary>
    public string? DefaultJson { get; init; }

    /// <summary>The default as C#; null when leaving the member alone is the default.</summary>
    public string? DefaultCode { get; init; }

    public ShapeLimits Limits { get; init; } = ShapeLimits.None;

    /// <summary>Its name in C#: a property, or a parameter.</summary>
    public string Symbol { get; init; } = "";

    /// <summary>How a reader hands it to its object.</summary>
    public MemberTarget Target { get; init; }

    /// <summary>When a writer leaves it out.</summary>
    public MemberOmission Omission { get; init; }
}
