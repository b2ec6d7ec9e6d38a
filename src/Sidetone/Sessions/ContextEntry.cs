namespace Sidetone.Sessions;

/// <summary>Something that the next request to a model has to hold.</summary>
internal abstract record ContextEntry;
