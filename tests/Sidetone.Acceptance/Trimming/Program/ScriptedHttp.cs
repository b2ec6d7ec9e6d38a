using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text;
using OpenAI;
using Sidetone.OpenAI;

namespace Sidetone.Trimmed;

/// <summary>Answers each request with one streamed message, in turn, instead of a server.</summary>
internal sealed class ScriptedHttp(string[] deltas) : HttpMessageHandler
{
    private int _answered;

    public static OpenAIChatClient Model(params string[] deltas) => new(new global::OpenAI.Chat.ChatClient("m", new ApiKeyCredential("k"), new OpenAIClientOptions
    {
        Endpoint = new("http://server.test/v1"),
        Transport = new HttpClientPipelineTransport(new HttpClient(new ScriptedHttp(deltas))),
    }));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var chunk = $$"""data: {"choices":[{"delta":{{deltas[_answered++]}},"finish_reason":"stop"}]}""";
        return Task.FromResult(new HttpResponseMessage { Content = new StringContent($"{chunk}\n\ndata: [DONE]\n\n", Encoding.UTF8, "text/event-stream") });
    }
}
