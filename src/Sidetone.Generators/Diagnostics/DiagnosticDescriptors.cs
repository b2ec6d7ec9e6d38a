using Microsoft.CodeAnalysis;

namespace Sidetone.Generators.Diagnostics;

/// <summary>All that the generator has to say, in one table.</summary>
internal static class DiagnosticDescriptors
{
    public static readonly DiagnosticDescriptor ParameterHasNoSchema = new("SIDE001",
        "A tool's parameter has a type that no model could fill",
        "Parameter '{0}' of {1} cannot be a tool's argument: {2}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ResultHasNoJson = new("SIDE002",
        "A tool's result cannot be written as JSON",
        "The result of {0} cannot be written as JSON: {1}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor BadName = new("SIDE003",
        "A tool's name is not one that every provider takes",
        "'{0}' cannot be a tool's name: use 1 to 64 letters, digits, '_' or '-'",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicateName = new("SIDE004",
        "Two tools of a class have one name",
        "{0} is called '{1}' like {2}; {3}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoDescription = new("SIDE005",
        "A tool has no description",
        "{0} has no description, so a model must guess when to call it; write a /// <summary> or a [Description]",
        "Sidetone", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor AsyncVoid = new("SIDE006",
        "A tool is async void",
        "{0} is async void, so nobody would know when it ends or fails; return Task",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotPartial = new("SIDE007",
        "A class with tools is not partial",
        "{0} must be partial: the rest of it, with the tools of its methods, is generated",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor InstanceOnlyFromServices = new("SIDE008",
        "A class with tools can only come from the services or be handed over",
        "{0}.Tools finds its instance in the services only, for {1}; register {0}, or use {0}.From(instance)",
        "Sidetone", DiagnosticSeverity.Info, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MutatingCancelled = new("SIDE009",
        "A mutating tool may not be cancelled by an interruption",
        "{0} is Mutating and marked to be cancelled by an interruption: half of its effect might stay; declare it Idempotent or Reversible if that is true, or use OnInterruption.Finish",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ReplaceWithoutCancel = new("SIDE010",
        "A tool that replaces duplicates must be cancellable",
        "{0} replaces duplicates, which cancels the first run, but may not be cancelled; use OnInterruption.Cancel, or OnDuplicate.Join",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor AttemptsOfEffect = new("SIDE011",
        "A tool whose attempts may take effect is not attempted again",
        "{0} is {1} and may not be attempted {2} times: a failed attempt may have taken effect; declare it Idempotent if its key makes that harmless",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ReversibleWithoutUndo = new("SIDE012",
        "A reversible tool has no undo",
        "{0} is Reversible but names no undo; add Undo = nameof(…), or declare another effect",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UndoNotFound = new("SIDE013",
        "A tool's undo method is not there",
        "{0} has no method '{1}' to undo {2}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UndoDiffers = new("SIDE014",
        "A tool's undo method takes other arguments",
        "{0} must take the same arguments as {1}, which it undoes: {2}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UndoNotReversible = new("SIDE015",
        "A tool with an undo is not reversible",
        "{0} names an undo but is {1}; declare it Effect.Reversible, or remove the undo",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor Generic = new("SIDE016",
        "A tool is generic",
        "{0} is generic; a tool's types must be known when it is compiled",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ByReference = new("SIDE017",
        "A tool's parameter is passed by reference",
        "Parameter '{0}' of {1} is passed by reference ('{2}'), which no model can do",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicateMember = new("SIDE018",
        "Two members have one name in JSON",
        "{0} and {1} of {2} are both called '{3}' in JSON; rename one with [JsonPropertyName]",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnsupportedJsonAttribute = new("SIDE019",
        "An attribute of System.Text.Json is not supported in tools",
        "[{0}] on {1} is not supported in tools; remove it, or name a serializer context with [Tool(JsonContext = typeof(…))]",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnknownValidation = new("SIDE020",
        "A validation attribute is not enforced",
        "[{0}] on {1} is not enforced: Sidetone knows the attributes that a schema can say; check it in the method and throw a ToolException",
        "Sidetone", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor EmptyRange = new("SIDE021",
        "A range holds nothing",
        "The limits of {0} hold no value: {1}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor BadPattern = new("SIDE022",
        "A regular expression is not valid",
        "The pattern of {0} is no regular expression: {1}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor BadDefault = new("SIDE023",
        "A default value breaks the parameter's own limits",
        "The default of '{0}' of {1} is not allowed by its own attributes: {2}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoStrictSchema = new("SIDE024",
        "A tool has no strict schema",
        "{0} has no strict schema, because '{1}' has keys that are not known beforehand; it is offered with the plain one",
        "Sidetone", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ReservedParameter = new("SIDE025",
        "A parameter's name is taken",
        "Parameter '{0}' of {1} has the name that OnDuplicate.Confirm uses; rename it",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor BadNumber = new("SIDE026",
        "A number of a tool's policy is out of its range",
        "{0} of {1} must be {2}",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ThroughContext = new("SIDE027",
        "A type is read or written by a serializer context",
        "{0} of {1} goes through {2}: its schema is open and its errors are the serializer's",
        "Sidetone", DiagnosticSeverity.Warning, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NoClass = new("SIDE028",
        "A tool is not a method of a class",
        "{0} is {1}; tools are plain methods of classes",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MemberTaken = new("SIDE029",
        "A class has a member of a generated member's name",
        "{0} has the name '{1}' already, and a member of that name would be generated; rename it",
        "Sidetone", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor LimitDoesNotApply = new("SIDE030",
        "A limit does not fit the type",
        "[{0}] on {1} does not apply to {2} and is not enforced",
        "Sidetone", DiagnosticSeverity.Warning, isEnabledByDefault: true);
}
