namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool takes something that the platform's schemas cannot say.</summary>
public sealed class ToolSchemaException : Exception
{
    internal ToolSchemaException(string tool, string path, string message)
        : base(message)
    {
        ToolName = tool;
        Path = path;
    }

    /// <summary>The tool's name.</summary>
    public string ToolName { get; }

    /// <summary>The argument, such as <c>order.lines[].sku</c>.</summary>
    public string Path { get; }
}
