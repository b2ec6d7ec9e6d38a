using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>The platform's end of a conversation's socket.</summary>
internal sealed class ScriptedSocket(WebSocket socket)
{
    public const string Metadata = """
        {"type":"conversation_initiation_metadata","conversation_initiation_metadata_event":
         {"conversation_id":"conv_1","agent_output_audio_format":"pcm_16000","user_input_audio_format":"pcm_16000"}}
        """;

    private byte[] _buffer = new byte[1024];

    public WebSocket Socket => socket;

    /// <summary>What the client sent first.</summary>
    public JsonElement Initiation { get; private set; }

    /// <summary>Takes the client's first message and begins the conversation.</summary>
    public async Task BeginAsync(string metadata = Metadata)
    {
        Initiation = await ReceiveAsync();
        await SendAsync(metadata);
    }

    public Task SendAsync(string json) => SendAsync(Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text);

    public Task SendAsync(ServerMessage message) => SendAsync(message.Encode(), WebSocketMessageType.Text);

    public Task SendAsync(byte[] bytes, WebSocketMessageType type, bool endOfMessage = true) =>
        socket.SendAsync(bytes, type, endOfMessage, CancellationToken.None);

    /// <summary>Calls a client tool.</summary>
    public Task CallAsync(string tool, string id, string parameters = "{}", int eventId = 1, bool expectsResponse = true) =>
        SendAsync($$$"""{"type":"client_tool_call","client_tool_call":{"tool_name":"{{{tool}}}","tool_call_id":"{{{id}}}","parameters":{{{parameters}}},"event_id":{{{eventId}}},"expects_response":{{{(expectsResponse ? "true" : "false")}}}}}""");

    /// <summary>The client's next message; an undefined element when it closed.</summary>
    public async Task<JsonElement> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            if (length == _buffer.Length)
                Array.Resize(ref _buffer, length * 2);
            var part = await socket.ReceiveAsync(_buffer.AsMemory(length), CancellationToken.None);
            if (part.MessageType == WebSocketMessageType.Close)
                return default;
            length += part.Count;
            if (part.EndOfMessage)
                return JsonElement.Parse(_buffer.AsSpan(0, length));
        }
    }

    /// <summary>The client's next message of a type; what comes before is passed over.</summary>
    public async Task<JsonElement> ReceiveAsync(string type)
    {
        while (true)
        {
            var message = await ReceiveAsync();
            if (message.ValueKind == JsonValueKind.Undefined || (message.TryGetProperty("type", out var name) && name.GetString() == type))
                return message;
        }
    }

    /// <summary>Takes what comes until the client has closed.</summary>
    public async Task DrainAsync()
    {
        while ((await ReceiveAsync()).ValueKind != JsonValueKind.Undefined)
        {
        }
    }

    public Task CloseAsync(int code, string reason) => socket.CloseOutputAsync((WebSocketCloseStatus)code, reason, CancellationToken.None);
}
