namespace Sidetone;

/// <summary>The parameter comes from the service provider and stays out of the tool's schema.
/// Interfaces that are not collections do so without it.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class FromServicesAttribute : Attribute;
