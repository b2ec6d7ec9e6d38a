using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>What a tool returned, as the text that a model reads.</summary>
internal static class ResultText
{
    /// <summary>Text as it is and data as JSON; nothing is nothing. An exception's message is for the log, never for the model.</summary>
    public static string Of(FunctionResultContent result) => result switch
    {
        { Result: null, Exception: null } => "",
        { Result: null } => "The tool failed.",
        { Result: { } value } => Of(value),
    };

    private static string Of(object value) => value switch
    {
        string text => text,
        JsonElement { ValueKind: JsonValueKind.String } text => LooseText.Of(text), // as JSON it would be text within quotes
        JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        AIContent content => Of(content),
        IEnumerable<AIContent> contents => string.Join('\n', contents.Select(Of)),
        _ => AnyJson.Text(value),
    };

    private static string Of(AIContent content) => content switch
    {
        TextContent text => text.Text,
        DataContent data => $"({data.MediaType} content, which cannot be shown here)",
        UriContent uri => uri.Uri.AbsoluteUri,
        _ => AnyJson.Text(content),
    };
}
