using Sidetone.Conversations;
using Sidetone.Execution;

namespace Sidetone.Sessions;

// Which tools the model may call in a step, and which it must.
internal sealed partial class SessionFold
{
    private const string NotOffered = "not_offered";

    private (string Reason, string Message)? Denial(CallRecord call)
    {
        if (Current is not { } turn || call.Step == 0)
            return null;
        if (turn.ToolChoice == ToolChoice.None)
            return turn.IsLastStep ? ("step_budget", Answers.StepBudget) : ("tool_choice", Answers.ToolsOff);
        if (turn.Calls.Count - turn.StepCalls > Limits.MaxCallsPerStep)
            return ("too_many_calls", Answers.TooManyCalls);
        if (_tools.TryGetValue(call.Tool, out var tool) && !IsOffered(turn.Start, tool))
            return (NotOffered, Answers.NotOffered);
        if (ToolChoice.ToolOf(turn.ToolChoice) is { } required && required != call.Tool)
            return ("tool_choice", Answers.OtherToolRequired(required));
        return null;
    }

    // What is required is required until it was called. An agent that took over meanwhile may not have it.
    private string Choose(Turn turn)
    {
        var choice = turn.Start.ToolChoice;
        return ToolChoice.IsRequired(choice) && !(IsStillRequired(turn) && CanBeCalled(choice, turn.Start)) ? ToolChoice.Auto : choice;
    }

    private bool CanBeCalled(string choice, TurnStarted start) => _tools.Values.Any(tool => Is(choice, tool.Name) && IsOffered(start, tool));

    private static bool IsStillRequired(Turn turn)
    {
        var choice = turn.Start.ToolChoice;
        return ToolChoice.IsRequired(choice) && !WasCalled(choice, turn);
    }

    private static bool WasCalled(string choice, Turn turn) =>
        turn.Calls.Exists(call => Is(choice, call.Tool) && call.End is { Reason: not NotOffered } end && end.Outcome != Outcome.UnknownTool);

    private static bool Is(string choice, string tool) => ToolChoice.ToolOf(choice) is not { } required || required == tool;

    private static bool IsOffered(TurnStarted start, ConfiguredTool tool) =>
        !(start.Entering && tool.Policy.HiddenOnEnter) && start.Tools?.Contains(tool.Name) != false;
}
