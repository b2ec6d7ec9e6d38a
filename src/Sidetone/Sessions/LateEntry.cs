using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>The outcome of a call that was sent while it ran.</summary>
internal sealed record LateEntry(CallRecord Call) : ContextEntry;
