namespace Sidetone.Sessions;

/// <summary>A user's words, words of the agent that no model wrote, or a note.</summary>
internal sealed record SaidEntry(string Role, string Text) : ContextEntry;
