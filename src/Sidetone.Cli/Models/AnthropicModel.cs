using Anthropic;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;

namespace Sidetone.Cli.Models;

/// <summary>Models of Anthropic, through its official client.</summary>
internal static class AnthropicModel
{
    private const int MaxOutputTokens = 2048;   // what is said aloud is short

    public static Model Create(string model, Uri? baseUrl, Shell shell)
    {
        var client = new AnthropicClient { ApiKey = ModelCatalog.Key("ANTHROPIC_API_KEY", isOptional: baseUrl is not null, shell) ?? "none" };
        if (baseUrl is not null)
            client = new AnthropicClient { ApiKey = client.ApiKey, BaseUrl = baseUrl.ToString().TrimEnd('/') };
        return new(client.AsIChatClient(model, defaultMaxOutputTokens: MaxOutputTokens), $"{model}{(baseUrl is null ? "" : $" at {baseUrl.Authority}")}")
        {
            Describe = exception => Describe(exception, baseUrl),
        };
    }

    private static string Describe(Exception exception, Uri? address) => exception switch
    {
        AnthropicApiException refused => $"The server refused ({(int)refused.StatusCode}).",
        AnthropicIOException or HttpRequestException => $"No server answers at {address?.Authority ?? "api.anthropic.com"}.",
        _ => exception.Message,
    };
}
