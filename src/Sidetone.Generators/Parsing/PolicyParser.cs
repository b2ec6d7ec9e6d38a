using Microsoft.CodeAnalysis;
using Sidetone.Generators.Diagnostics;
using Sidetone.Generators.Emission;
using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Parsing;

/// <summary>Reads what <c>[Tool]</c> says of effect, interruption, time. Only what is said is written, so that the rest follows from the effect.</summary>
internal static class PolicyParser
{
    private const int Mutating = 0, ReadOnly = 1, Reversible = 3;
    private const int Finish = 0, Cancel = 1;
    private const int Replace = 3, Confirm = 4;

    // The longest time that a TimeSpan holds.
    private const double MaxSeconds = 922_337_203_685;

    public static (EquatableArray<string> Assignments, bool Confirms) Parse(AttributeData attribute, IMethodSymbol method, Report report)
    {
        var effect = attribute.Named("Effect") as int? ?? Mutating;
        var interruption = attribute.Named("Interruption") as int? ?? (effect == ReadOnly ? Cancel : Finish);
        var duplicates = attribute.Named("Duplicates") as int?;
        var attempts = attribute.Named("MaxAttempts") as int?;
        if (effect == Mutating && interruption == Cancel)
            report.Add(DiagnosticDescriptors.MutatingCancelled, method, method.Name);
        if (duplicates == Replace && interruption != Cancel)
            report.Add(DiagnosticDescriptors.ReplaceWithoutCancel, method, method.Name);
        if (attempts > 1 && effect is Mutating or Reversible && attempts > 1)
            report.Add(DiagnosticDescriptors.AttemptsOfEffect, method, method.Name, effect == Mutating ? "Mutating" : "Reversible", $"{attempts}");
        if (effect == Reversible && attribute.Named("Undo") is null)
            report.Add(DiagnosticDescriptors.ReversibleWithoutUndo, method, method.Name);
        if (effect != Reversible && attribute.Named("Undo") is not null)
            report.Add(DiagnosticDescriptors.UndoNotReversible, method, method.Name, EffectName(attribute, effect));
        CheckNumbers(attribute, method, report);
        return (new(attribute.NamedArguments.Select(a => Assignment(a.Key, a.Value)).Where(a => a is not null).Select(a => a!)), duplicates == Confirm);
    }

    private static void CheckNumbers(AttributeData attribute, IMethodSymbol method, Report report)
    {
        if (attribute.Named("TimeoutSeconds") is double seconds && !(seconds >= 0.001 && (seconds <= MaxSeconds || double.IsPositiveInfinity(seconds))))
            report.Add(DiagnosticDescriptors.BadNumber, method, "TimeoutSeconds", method.Name, "at least 0.001, or double.PositiveInfinity for no limit");
        if (attribute.Named("MaxConcurrency") is < 0)
            report.Add(DiagnosticDescriptors.BadNumber, method, "MaxConcurrency", method.Name, "0 or more");
        if (attribute.Named("MaxAttempts") is < 1)
            report.Add(DiagnosticDescriptors.BadNumber, method, "MaxAttempts", method.Name, "1 or more");
        if (attribute.Named("MaxOutputBytes") is < 256)
            report.Add(DiagnosticDescriptors.BadNumber, method, "MaxOutputBytes", method.Name, "256 or more");
    }

    private static string? Assignment(string name, TypedConstant value) => name switch
    {
        "Name" or "Undo" or "JsonContext" => null,
        "TimeoutSeconds" when value.Value is double seconds => double.IsPositiveInfinity(seconds)
            ? "Timeout = global::System.Threading.Timeout.InfiniteTimeSpan"
            : "Timeout = global::System.TimeSpan.FromSeconds(" + CSharpText.Constant(seconds) + ")",
        _ when value is { Kind: TypedConstantKind.Enum, Type: { } type } => type.EnumMember(value.Value) is { } member
            ? name + " = " + type.CodeName() + "." + member.Name
            : name + " = (" + type.CodeName() + ")(" + value.Value + ")",
        _ => name + " = " + CSharpText.Constant(value.Value),
    };

    private static string EffectName(AttributeData attribute, int effect) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == "Effect").Value.Type?.EnumMember(effect)?.Name ?? "Mutating";
}
