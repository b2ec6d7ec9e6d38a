using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>A call that was given up came to an end after all: a note of what came of it.</summary>
internal sealed record LateNoteEntry(CallRecord Call, string Text) : ContextEntry;
