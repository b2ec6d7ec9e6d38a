using Sidetone.Tools.Shapes;

namespace Sidetone.Generators.Models;

/// <summary>How a return value becomes a result.</summary>
/// <param name="Kind">Which way.</param>
/// <param name="TypeName">The type in C#, with its question mark.</param>
/// <param name="Shape">What is written, for JSON and for the items of a stream.</param>
/// <param name="Beside">What goes along with an agent.</param>
internal sealed record ResultModel(ResultKind Kind, string TypeName, Shape? Shape = null, ResultModel? Beside = null);
