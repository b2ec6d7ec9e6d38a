using System.ComponentModel;
using Sidetone.Tools;

namespace Sidetone.Generated;

/// <summary>What generated tools derive from. Not for hand-written code: use <see cref="Tool"/>'s <c>Create</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class MethodTool : Tool
{
    /// <summary>Makes a tool from its declaration.</summary>
    /// <param name="declaration">Name, schema, policy.</param>
    protected MethodTool(ToolDeclaration declaration) : base(declaration) { }

    /// <inheritdoc/>
    protected internal sealed override BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors)
    {
        ArgumentNullException.ThrowIfNull(errors);
        var reader = new ArgumentReader(arguments.Span, errors);
        var mark = reader.Mark;
        if (!reader.BeginObject())
            return null;
        try
        {
            var call = Read(ref reader);
            reader.End();
            return reader.IsGood(mark) ? call : null;
        }
        catch (InvalidOperationException) when (!ArgumentReader.IsUnicode(arguments.Span))
        {
            errors.Add("", "holds text that is no valid Unicode");
            return null;
        }
    }

    /// <summary>Reads the properties of the arguments, up to the object's end. Null after an error.</summary>
    /// <param name="reader">Stands before the first property.</param>
    protected abstract BoundCall? Read(ref ArgumentReader reader);
}
