namespace Sidetone.Tools.Shapes;

/// <summary>How a reader hands a member to its object.</summary>
internal enum MemberTarget
{
    /// <summary>A constructor parameter; members are in the constructor's order.</summary>
    Constructor,

    /// <summary>An object initializer: it is required.</summary>
    Initializer,

    /// <summary>An assignment, if the value was there.</summary>
    Setter,

    /// <summary>The same for an <c>init</c> property, which C# does not let us assign.</summary>
    InitSetter,
}
