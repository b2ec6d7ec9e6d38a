namespace Sidetone;

/// <summary>The argument is not written to the log. A call with such an argument is not run again after a crash: it is <see cref="Outcome.Lost"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class SensitiveAttribute : Attribute;
