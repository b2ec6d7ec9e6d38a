namespace Sidetone.Generators.Models;

/// <summary>Where a class's tools get their instance.</summary>
internal enum ClassRole
{
    /// <summary>From the services, or handed over.</summary>
    Ordinary,

    /// <summary>There is none.</summary>
    Static,

    /// <summary>The class is an agent or a toolset, and its tools are bound to it.</summary>
    Bound,
}
