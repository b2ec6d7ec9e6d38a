using System.Text.Json;

namespace Sidetone.Testing.Tests;

/// <summary>Tools written out by hand: every parameter is a required string, or a number where its name says quantity.</summary>
internal static class HandMade
{
    public static Tool Tool(string name, string[] parameters, Func<JsonElement, RunContext, ValueTask<ToolResult>> run, ToolPolicy? policy = null) =>
        Sidetone.Tool.Create(name, "", Schema(parameters), (arguments, context, _) => run(arguments, context), policy);

    public static Tool Tool(string name, string[] parameters, ToolResult result, ToolPolicy? policy = null) =>
        Tool(name, parameters, (_, _) => new(result), policy);

    private static string Schema(string[] parameters)
    {
        var properties = parameters.Select(parameter => $"\"{parameter}\":{{\"type\":\"{(parameter == "quantity" ? "integer" : "string")}\"}}");
        var required = parameters.Select(parameter => $"\"{parameter}\"");
        return $"{{\"type\":\"object\",\"properties\":{{{string.Join(',', properties)}}},\"required\":[{string.Join(',', required)}]}}";
    }
}
