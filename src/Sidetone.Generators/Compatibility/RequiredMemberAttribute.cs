namespace System.Runtime.CompilerServices;

/// <summary>Lets <c>required</c> compile for netstandard2.0.</summary>
[AttributeUsage(AttributeTargets.All, AllowMultiple = false)]
internal sealed class RequiredMemberAttribute : Attribute;
