using System.Text.Json;

namespace Sidetone.Tools;

/// <summary>A call whose arguments were read and found valid: all that is left is to run it.</summary>
public abstract class BoundCall
{
    /// <summary>Runs the handler and writes its result. May throw what the handler throws.</summary>
    /// <param name="run">The call's context.</param>
    public abstract ValueTask<ToolResult> InvokeAsync(RunContext run);

    /// <summary>Takes the effect back, with the same arguments. Only for tools that declare an undo.</summary>
    /// <param name="run">The context of the undoing call.</param>
    /// <exception cref="InvalidOperationException">The tool has no undo.</exception>
    public virtual ValueTask<ToolResult> UndoAsync(RunContext run) => throw new InvalidOperationException("This tool has no undo.");

    /// <summary>Writes the arguments in their canonical form: a JSON object of all of them in the order of declaration,
    /// defaults filled in. Two calls with equal canonical arguments ask for the same action.</summary>
    /// <param name="writer">Takes the object.</param>
    public abstract void WriteArguments(Utf8JsonWriter writer);
}
