namespace Sidetone;

/// <summary>What an agent has at hand while it enters or leaves.</summary>
public sealed class AgentContext
{
    private readonly bool _entering;

    internal AgentContext(AgentSession session, bool entering)
    {
        Session = session;
        _entering = entering;
    }

    /// <summary>The session.</summary>
    public AgentSession Session { get; }

    /// <summary>Lets the agent speak. While it enters, tools that are hidden on enter are not offered.</summary>
    /// <param name="reply">Instructions, tool choice, tools; null for none in particular.</param>
    /// <param name="cancellationToken">Interrupts the reply.</param>
    public Task<RunResult> GenerateReplyAsync(ReplyOptions? reply = null, CancellationToken cancellationToken = default) =>
        Session.ReplyAsync(reply ?? new(), _entering, cancellationToken);
}
