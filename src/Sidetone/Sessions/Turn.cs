using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

/// <summary>One turn, as the fold knows it.</summary>
internal sealed class Turn(TurnStarted start)
{
    public int Number => start.Turn;
    public TurnStarted Start => start;
    public TurnPhase Phase { get; set; }
    public TurnEnd End { get; set; }

    /// <summary>Calls that still ran when it ended; null for none.</summary>
    public IReadOnlyList<CallId>? Running { get; set; }

    /// <summary>The turn whose call asked for this one, and goes on after it.</summary>
    public Turn? Parent { get; set; }

    /// <summary>The running or last step; 0 before the first.</summary>
    public int Step { get; set; }

    /// <summary>How often the model saw results and called tools again.</summary>
    public int ToolSteps { get; set; }

    /// <summary>The step's tool choice.</summary>
    public string ToolChoice { get; set; } = start.ToolChoice;

    /// <summary>All calls of the turn.</summary>
    public List<CallRecord> Calls { get; } = [];

    /// <summary>Where the calls of the running step begin in <see cref="Calls"/>.</summary>
    public int StepCalls { get; set; }

    /// <summary>All that was said in the turn, and in the replies within it.</summary>
    public List<string> Said { get; } = [];

    /// <summary>How much of that came in the last step.</summary>
    public int SaidInLastStep { get; set; }

    /// <summary>Takes the words as they come: who listens to a turn hears the replies within it.</summary>
    public Listener? Listener => start.Waiter?.Listener ?? Parent?.Listener;

    public long InputTokens { get; set; }
    public long OutputTokens { get; set; }
    public string? HandedTo { get; set; }
    public string? FailedWith { get; set; }

    /// <summary>The model was told that it may call no more tools.</summary>
    public bool IsLastStep { get; set; }
}
