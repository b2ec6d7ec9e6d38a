namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>How a tool of ours and the platform's differ.</summary>
public enum MismatchKind
{
    /// <summary>Ours is not attached to the agent, which therefore never calls it.</summary>
    Missing,

    /// <summary>The agent has a client tool that is none of ours: a call of it would be answered as unknown.</summary>
    Extra,

    /// <summary>The name differs in case or separators only. The platform calls by the exact name: the call would be answered as unknown.</summary>
    Name,

    /// <summary>The agent has several client tools of this name.</summary>
    Repeated,

    /// <summary>An argument is missing, too many, of another kind, required or not, or described otherwise.</summary>
    Schema,

    /// <summary>The tool is described otherwise.</summary>
    Description,

    /// <summary>The tool returns something, but the agent does not wait for it; or waits although nothing comes.</summary>
    ExpectsResponse,

    /// <summary>The platform waits for less time than the tool may take, or for much longer.</summary>
    Timeout,

    /// <summary>Whether the caller may interrupt the tool differs.</summary>
    Interruption,

    /// <summary>The tool takes something that the platform's schemas cannot say: it cannot be stored.</summary>
    Unsupported,
}
