namespace Sidetone;

/// <summary>The argument is for the handler alone: the log, a <see cref="RunResult"/> and messages about wrong arguments hold <c>"[sensitive]"</c> in its place.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SensitiveAttribute : Attribute;
