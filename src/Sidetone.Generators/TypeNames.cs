namespace Sidetone.Generators;

/// <summary>The metadata names of the types that mean something to us.</summary>
internal static class TypeNames
{
    public const string ToolAttribute = "Sidetone.ToolAttribute";
    public const string Agent = "Sidetone.Agent";
    public const string Toolset = "Sidetone.Toolset";
    public const string Tool = "Sidetone.Tool";
    public const string ToolResult = "Sidetone.ToolResult";
    public const string Content = "Microsoft.Extensions.AI.AIContent";
    public const string RunContext = "Sidetone.RunContext";
    public const string AgentSession = "Sidetone.AgentSession";
    public const string SensitiveAttribute = "Sidetone.SensitiveAttribute";
    public const string Description = "System.ComponentModel.DescriptionAttribute";
    public const string Annotations = "System.ComponentModel.DataAnnotations";
    public const string JsonAttributes = "System.Text.Json.Serialization";
}
