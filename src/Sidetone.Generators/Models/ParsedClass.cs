using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Models;

/// <summary>What parsing a class gives: a model, unless an error leaves nothing to write, and what is to be said.</summary>
internal sealed record ParsedClass(ClassModel? Model, EquatableArray<DiagnosticInfo> Diagnostics);
