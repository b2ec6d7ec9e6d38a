namespace System.Diagnostics.CodeAnalysis;

/// <summary>Lets <c>required</c> compile for netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
internal sealed class SetsRequiredMembersAttribute : Attribute;
