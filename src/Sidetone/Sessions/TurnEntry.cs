namespace Sidetone.Sessions;

/// <summary>A turn begins here: holds nothing, but an agent may be shown nothing that is before it.</summary>
internal sealed record TurnEntry : ContextEntry
{
    public static TurnEntry Instance { get; } = new();
}
