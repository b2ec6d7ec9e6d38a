namespace Sidetone.Tools;

/// <summary>A tool under another declaration: renamed, described anew, or with another policy.</summary>
internal sealed class DelegatingTool(Tool inner, ToolDeclaration declaration) : Tool(declaration)
{
    protected internal override BoundCall? Bind(ReadOnlyMemory<byte> arguments, ArgumentErrors errors) => inner.Bind(arguments, errors);

    public override object? GetService(Type serviceType, object? serviceKey = null) =>
        base.GetService(serviceType, serviceKey) ?? inner.GetService(serviceType, serviceKey);
}
