namespace Sidetone.OpenAI.Chat;

/// <summary>Where servers that are compatible differ.</summary>
internal static class Dialect
{
    /// <summary>Whether the limit of tokens is <c>max_completion_tokens</c>. OpenAI's reasoning models refuse the old <c>max_tokens</c>,
    /// which is the only name that Ollama heeds (it ignores the new one), and which all others know.</summary>
    public static bool HasNewLimitName(Uri endpoint) => IsWithin(endpoint, "openai.com") || IsWithin(endpoint, "openai.azure.com");

    private static bool IsWithin(Uri endpoint, string domain) =>
        endpoint.Host.Equals(domain, StringComparison.OrdinalIgnoreCase) || endpoint.Host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
}
