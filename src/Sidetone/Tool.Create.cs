using System.Diagnostics.CodeAnalysis;
using Sidetone.Tools.Reflection;

namespace Sidetone;

public abstract partial class Tool
{
    private const string NeedsReflection = "The schema of a delegate is found by reflection. Mark a method with [Tool] to have it generated.";

    /// <summary>Makes a tool of a delegate. Its parameters are the schema, with <c>[Description]</c> and DataAnnotations where they are marked;
    /// a <see cref="RunContext"/>, a token and services are handed over as to a method marked with <see cref="ToolAttribute"/>.</summary>
    /// <param name="name">Letters, digits, <c>_</c> and <c>-</c>; at most 64.</param>
    /// <param name="description">What it does, for the model.</param>
    /// <param name="handler">What runs.</param>
    /// <param name="effect">What it does to the world.</param>
    /// <exception cref="ArgumentException">The name, or a parameter or result of the delegate, is none that a tool can have; the message says what to change.</exception>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static Tool Create(string name, string description, Delegate handler, Effect effect = Effect.Mutating) =>
        Create(name, description, handler, new ToolPolicy { Effect = effect });

    /// <inheritdoc cref="Create(string, string, Delegate, Effect)"/>
    /// <param name="name">Letters, digits, <c>_</c> and <c>-</c>; at most 64.</param>
    /// <param name="description">What it does, for the model.</param>
    /// <param name="handler">What runs.</param>
    /// <param name="policy">Effect, interruption, time and the rest.</param>
    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static Tool Create(string name, string description, Delegate handler, ToolPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(handler);
        ArgumentNullException.ThrowIfNull(policy);
        return DelegateTool.From(name, description ?? "", handler, policy);
    }
}
