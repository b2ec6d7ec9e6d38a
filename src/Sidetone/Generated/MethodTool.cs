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
}
