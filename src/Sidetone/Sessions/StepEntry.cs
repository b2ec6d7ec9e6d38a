using Microsoft.Extensions.AI;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>What a model said and called in one step.</summary>
internal sealed record StepEntry(string Text, IReadOnlyList<AIContent>? Extras, List<CallRecord> Calls) : ContextEntry;
