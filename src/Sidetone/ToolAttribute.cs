namespace Sidetone;

/// <summary>Makes a method a tool that an agent may call. The class must be <c>partial</c>: the rest of it is generated.</summary>
/// <remarks>The description comes from the method's <c>///</c> comment or <c>[Description]</c>, the schema from its signature.
/// What is not set here follows from <see cref="Effect"/>; see <see cref="ToolPolicy"/> for the defaults.</remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class ToolAttribute : Attribute
{
    /// <summary>The tool's name: letters, digits, <c>_</c> and <c>-</c>, at most 64. Default: the method's name in snake_case, without <c>Async</c>.</summary>
    public string? Name { get; set; }

    /// <summary>What the tool does to the world. Default: <see cref="Effect.Mutating"/>.</summary>
    public Effect Effect { get; set; }

    /// <summary>What an interruption does to a running call. Default: <see cref="OnInterruption.Cancel"/> if it is read-only, otherwise <see cref="OnInterruption.Finish"/>.</summary>
    public OnInterruption Interruption { get; set; }

    /// <summary>How long a call may run, in seconds. Default: 30.</summary>
    public double TimeoutSeconds { get; set; }

    /// <summary>What becomes of a call that repeats an earlier one whose outcome the model cannot know yet. Default: <see cref="OnDuplicate.Allow"/> if it is read-only, otherwise <see cref="OnDuplicate.Join"/>.</summary>
    public OnDuplicate Duplicates { get; set; }

    /// <summary>When two calls count as the same action. Default: equal arguments.</summary>
    public DuplicateScope DuplicateScope { get; set; }

    /// <summary>How many calls of this tool may run at once in a session; more wait in order. Default: no limit of its own.</summary>
    public int MaxConcurrency { get; set; }

    /// <summary>How often a failing call is attempted, the first included. Only for read-only and idempotent tools. Default: 1.</summary>
    public int MaxAttempts { get; set; }

    /// <summary>How much of a failure the model may read. Default: <see cref="ErrorMode.Auto"/>.</summary>
    public ErrorMode Errors { get; set; }

    /// <summary>How a late result reaches the caller. Default: <see cref="ResultDelivery.WhenIdle"/>.</summary>
    public ResultDelivery Delivery { get; set; }

    /// <summary>The tool is not offered in replies that an agent makes while it enters. Default: false.</summary>
    public bool HiddenOnEnter { get; set; }

    /// <summary>The longest output handed to the model, in bytes of UTF-8; more is cut, and says so. Default: 32768.</summary>
    public int MaxOutputBytes { get; set; }

    /// <summary>The method of the same class that takes the effect back, with the same parameters. Required for <see cref="Effect.Reversible"/>.</summary>
    public string? Undo { get; set; }

    /// <summary>A <see cref="System.Text.Json.Serialization.JsonSerializerContext"/> for parameter or result types that the generator cannot see through.</summary>
    public Type? JsonContext { get; set; }
}
