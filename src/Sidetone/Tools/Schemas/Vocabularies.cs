namespace Sidetone.Tools.Schemas;

/// <summary>Which keywords mean something in a resource, as its dialect's <c>$vocabulary</c> says.</summary>
[Flags]
internal enum Vocabularies
{
    Core = 0,
    Applicator = 1,
    Unevaluated = 2,
    Validation = 4,
    FormatAssertion = 8,
    Standard = Applicator | Unevaluated | Validation,
}
