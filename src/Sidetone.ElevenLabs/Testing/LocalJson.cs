using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Testing;

/// <summary>The arguments of a script's calls, as JSON.</summary>
internal static class LocalJson
{
    public const string NeedsReflection = "An object is written as JSON by reflection. Give the arguments as text.";

    private static JsonSerializerOptions? s_options;

    /// <exception cref="ArgumentException">It is no JSON object.</exception>
    public static JsonText Parse(string arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        try
        {
            if (JsonElement.Parse(arguments).ValueKind == JsonValueKind.Object)
                return new(Encoding.UTF8.GetBytes(arguments));
        }
        catch (JsonException problem)
        {
            throw new ArgumentException($"Arguments are a JSON object, not {arguments}. For anything else use SendsRaw.", nameof(arguments), problem);
        }
        throw new ArgumentException($"Arguments are a JSON object, not {arguments}. For anything else use SendsRaw.", nameof(arguments));
    }

    [RequiresUnreferencedCode(NeedsReflection)]
    [RequiresDynamicCode(NeedsReflection)]
    public static JsonText Of(object? arguments) => arguments switch
    {
        null => JsonText.EmptyObject,
        string text => Parse(text),
        _ => Parse(JsonSerializer.Serialize(arguments, s_options ??= new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter() },
        })),
    };
}
