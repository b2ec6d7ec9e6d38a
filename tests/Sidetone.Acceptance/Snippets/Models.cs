using Anthropic;
using Microsoft.Extensions.AI;
using Sidetone.OpenAI;

namespace Sidetone.Acceptance.Snippets;

internal static class Models
{
    public static IChatClient OpenAI()
    {
        // snippet: openai
        IChatClient model = new OpenAIChatClient(new OpenAIChatClientOptions
        {
            Model = "gpt-5-mini",
            ApiKey = Environment.GetEnvironmentVariable("OPENAI_API_KEY"),
        });
        // end
        return model;
    }

    public static IChatClient Compatible()
    {
        // snippet: compatible
        IChatClient model = new OpenAIChatClient(new OpenAIChatClientOptions
        {
            Model = "qwen3:8b",
            BaseUrl = new Uri("http://localhost:11434/v1"), // what comes before /chat/completions
        });
        // end
        return model;
    }

    public static ChatOptions Options()
    {
        // snippet: additional-properties
        var options = new ChatOptions { AdditionalProperties = new() { ["top_k"] = 40, ["stream_options"] = null } };
        // end
        return options;
    }

    public static IChatClient Anthropic(string key)
    {
        // snippet: anthropic
        IChatClient model = new AnthropicClient { ApiKey = key }.AsIChatClient("claude-sonnet-4-5", defaultMaxOutputTokens: 1024);
        // end
        return model;
    }
}
