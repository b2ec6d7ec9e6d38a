using Microsoft.Extensions.AI;

namespace Sidetone.Tools.Search;

/// <summary>A tool that a search found.</summary>
/// <param name="Tool">The tool, as it was given to the index.</param>
/// <param name="Score">How well it fits, above 0. Comparable within one search only.</param>
internal readonly record struct ToolMatch(AIFunctionDeclaration Tool, double Score);
