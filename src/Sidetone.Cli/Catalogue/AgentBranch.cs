namespace Sidetone.Cli.Catalogue;

/// <summary>The agent that a command is about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Branch">The id of a branch of it; null for its main one.</param>
internal sealed record AgentBranch(string Id, string? Branch)
{
    public override string ToString() => Branch is null ? Id : $"{Id}, branch {Branch}";
}
