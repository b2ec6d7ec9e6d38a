namespace Sidetone.ElevenLabs.Wire;

/// <summary>About the speech recognition of the conversation. Its fields are nowhere described: all are in
/// <see cref="ServerMessage.Extra"/>.</summary>
public sealed record AsrInitiationMetadata : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "asr_initiation_metadata", "asr_initiation_metadata_event", static (ref json) => new AsrInitiationMetadata
        {
            Extra = json.Rest(),
        });

    private protected override MessageShape<ServerMessage> Shape => Wire;
}
