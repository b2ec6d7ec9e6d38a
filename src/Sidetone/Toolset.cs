namespace Sidetone;

/// <summary>Tools that belong together, and need setting up or closing: a connection, a server, a search.</summary>
/// <param name="id">Names it in logs and messages. Not blank.</param>
public abstract class Toolset(string id)
{
    /// <summary>Names it in logs and messages.</summary>
    public string Id { get; } = string.IsNullOrWhiteSpace(id) ? throw new ArgumentException("A toolset needs an id that is not blank.", nameof(id)) : id;

    /// <summary>Without it the agent does not start. An optional one that fails to set up, or to say what its tools are, leaves the agent without its tools,
    /// and the log says so. Default: true.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>The tools beside its own; read after each set-up, and whenever <see cref="Changed"/> is raised. If that fails after a change, those
    /// of before stay.</summary>
    public virtual IReadOnlyList<Tool> Tools => [];

    /// <summary>Toolsets within it: set up before it and closed after it.</summary>
    public virtual IReadOnlyList<Toolset> Toolsets => [];

    /// <summary>The toolset's own tools: its methods marked with <see cref="ToolAttribute"/>, bound to it. Generated.</summary>
    protected internal virtual IReadOnlyList<Tool> DeclaredTools => [];

    /// <summary>Its tools changed: sessions that use it offer the new ones at their next step.</summary>
    public event EventHandler? Changed;

    /// <summary>Sets it up. Called once for each time an agent that has it enters, unless the session or the agent before has it too:
    /// then it stays set up.</summary>
    /// <param name="cancellationToken">Fires when the set-up takes too long, or the session closes.</param>
    protected internal virtual ValueTask SetupAsync(CancellationToken cancellationToken) => default;

    /// <summary>Closes it. Called exactly once for each set-up that succeeded.</summary>
    /// <param name="cancellationToken">Fires when this takes too long.</param>
    protected internal virtual ValueTask CloseAsync(CancellationToken cancellationToken) => default;

    /// <summary>Raises <see cref="Changed"/>.</summary>
    protected void OnChanged() => Changed?.Invoke(this, EventArgs.Empty);
}
