using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Execution;
using Sidetone.Tools;

namespace Sidetone;

/// <summary>Something an agent may call: a name, a description, a schema, a <see cref="ToolPolicy"/>, and a handler.</summary>
/// <remarks>Every tool is an <see cref="AIFunction"/>. Invoked as one, outside any session, its arguments are validated
/// and its timeout holds all the same, and a failure is a result in words, never an exception.</remarks>
public abstract partial class Tool : AIFunction
{
    private JsonElement? _schema;
    private AIFunctionDeclaration? _plain;
    private AIFunctionDeclaration? _strict;
    private ConfiguredTool? _configured;

    private protected Tool(ToolDeclaration declaration)
    {
        ArgumentNullException.ThrowIfNull(declaration);
        declaration.Validate();
        Declaration = declaration;
    }

    /// <summary>All that is declared of the tool.</summary>
    public ToolDeclaration Declaration { get; }

    /// <summary>What the tool promises, and how its calls are treated.</summary>
    public ToolPolicy Policy => Declaration.Policy;

    /// <inheritdoc/>
    public sealed override string Name => Declaration.Name;

    /// <inheritdoc/>
    public sealed override string Description => Declaration.Description;

    /// <inheritdoc/>
    public sealed override JsonElement JsonSchema => _schema ??= Parse(Declaration.Schema);

    /// <summary>The same tool under another name, description or policy.</summary>
    /// <param name="name">The new name; null keeps the name.</param>
    /// <param name="description">The new description; null keeps it.</param>
    /// <param name="policy">The new policy; null keeps it.</param>
    public Tool With(string? name = null, string? description = null, ToolPolicy? policy = null) =>
        new DelegatingTool(this, Declaration with
        {
            Name = name ?? Name,
            Description = description ?? Description,
            Policy = policy ?? Policy,
        });

    /// <summary>What a model is shown: a declaration that cannot be invoked, so that a chat client with function invocation
    /// switched on cannot run the tool behind a session's back.</summary>
    /// <param name="strict">The closed profile: every property required, null standing for a default.</param>
    public AIFunctionDeclaration AsDeclaration(bool strict = false) => strict ? _strict ??= Declare(strict) : _plain ??= Declare(strict);

    /// <summary>The tool as the log knows it.</summary>
    internal ConfiguredTool Configured => _configured ??= new()
    {
        Name = Name,
        Description = Description,
        Schema = new(Declaration.Schema),
        Policy = Policy,
        HasUndo = Declaration.HasUndo,
    };

    /// <summary>Reads and validates arguments. Returns null after it has reported at least one error.</summary>
    /// <param name="arguments">A JSON object, as UTF-8, valid only during the call. May be malformed: then a <see cref="JsonException"/> is thrown.</param>
    /// <param name="errors">Takes what is wrong, field by field.</param>
    protected internal abstract BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors);

    /// <inheritdoc/>
    protected sealed override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        StandaloneCall.InvokeAsync(this, arguments, cancellationToken);

    private static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        return JsonElement.ParseValue(ref reader);
    }

    private ModelDeclaration Declare(bool strict)
    {
        var isClosed = strict && Declaration.StrictSchema is not null;
        var schema = isClosed ? Parse(Declaration.StrictSchema!.Value) : JsonSchema;
        if (Policy.Duplicates == OnDuplicate.Confirm)
            schema = Confirmation.AddTo(schema, isClosed);
        return new(Name, Description, schema, isClosed);
    }
}
