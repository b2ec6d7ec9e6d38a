using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sidetone.Conversations;

/// <summary>Enums in a file are words in snake_case, as all else there.</summary>
internal sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
