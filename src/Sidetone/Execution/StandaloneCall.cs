using System.Text.Json;
using Microsoft.Extensions.AI;
using Sidetone.Tools;

namespace Sidetone.Execution;

/// <summary>A tool invoked as a plain function, outside any session: under the law all the same, in a short-lived ledger.</summary>
internal static class StandaloneCall
{
    public static async ValueTask<object?> InvokeAsync(Tool tool, AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        await using var executor = new ToolExecutor([tool], arguments.Services);
        var result = await executor.CallAsync(new ToolRequest(tool.Name, ArgumentText.Write(arguments)), cancellationToken);
        if (result.IsNothing)
            return null;
        if (result.Shown.Count > 0)
            return new List<AIContent>([new TextContent(result.Output), .. result.Shown]);
        return result.IsText ? result.Output : ToElement(result.Utf8);
    }

    private static JsonElement ToElement(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span);
        return JsonElement.ParseValue(ref reader);
    }
}
