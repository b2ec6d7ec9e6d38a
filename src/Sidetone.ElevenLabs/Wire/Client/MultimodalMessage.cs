using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>A turn of the user with text, files, or both; at least one of them.</summary>
public sealed record MultimodalMessage : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("multimodal_message", null, static (ref json) => new MultimodalMessage
    {
        Text = json.Object("text"u8, UserMessage.Read),
        File = json.Object("file"u8, InputFile.Read),
        Files = json.Items("files"u8, InputFile.Read),
        Extra = json.Rest(),
    });

    /// <summary>The text; null for none.</summary>
    public UserMessage? Text { get; init; }

    /// <summary>A file; null for none. With several it is the first, for servers that know only one.</summary>
    public InputFile? File { get; init; }

    /// <summary>All files; null when not sent. Only newer servers read it.</summary>
    public IReadOnlyList<InputFile>? Files { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteIfAny("text"u8, Text);
        json.WriteIfAny("file"u8, File);
        json.WriteIfAny("files"u8, Files);
    }
}
