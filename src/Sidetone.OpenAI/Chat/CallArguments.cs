using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Sidetone.OpenAI.Chat;

/// <summary>The text that a model wrote as arguments, as content of a message.</summary>
internal static class CallArguments
{
    /// <summary>The additional property that carries the text when it cannot be read as one JSON object, so that whoever runs the call can repair it.
    /// Absent on the clean path. A convention with the core, which reads the name and not this project.</summary>
    public const string RawTextProperty = "sidetone.arguments";

    // Of a property that is given twice nobody knows which one the model means: not for us to choose.
    private static readonly JsonDocumentOptions s_eachOnce = new() { AllowDuplicateProperties = false };

    /// <summary>A call whose arguments are read where they can be read, and carried as text where they cannot.</summary>
    /// <param name="id">The call's id.</param>
    /// <param name="name">The tool's name.</param>
    /// <param name="text">What the model wrote.</param>
    /// <param name="cutOff">The model was stopped while it may still have been writing: then nothing is not "no arguments".</param>
    public static FunctionCallContent ToCall(string id, string name, string text, bool cutOff)
    {
        if (!cutOff && IsNothing(text))
            return new FunctionCallContent(id, name, new Dictionary<string, object?>());
        var arguments = Read(text, out var exception);
        var call = new FunctionCallContent(id, name, arguments);
        if (arguments is null)
        {
            call.Exception = exception; // others who know nothing of our property see that these are no arguments at all
            call.AdditionalProperties = new() { [RawTextProperty] = text };
        }
        return call;
    }

    /// <summary>Whether the text is a whole JSON object, to which nothing can be added.</summary>
    public static bool IsWhole(string text) => text.AsSpan().TrimEnd().EndsWith('}') && Read(text, out _) is not null;

    private static bool IsNothing(string text) => text.AsSpan().Trim() is [] or "null";

    private static Dictionary<string, object?>? Read(string text, out Exception? exception)
    {
        exception = null;
        try
        {
            var root = JsonElement.Parse(text, s_eachOnce);
            if (root.ValueKind == JsonValueKind.Object)
            {
                var arguments = new Dictionary<string, object?>();
                foreach (var member in root.EnumerateObject())
                    arguments[member.Name] = member.Value.ValueKind == JsonValueKind.Null ? null : member.Value;
                return arguments;
            }
            exception = new JsonException($"The arguments are a JSON {root.ValueKind}, not an object.");
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException) // the latter two: half a character
        {
            exception = failure;
        }
        return null;
    }
}
