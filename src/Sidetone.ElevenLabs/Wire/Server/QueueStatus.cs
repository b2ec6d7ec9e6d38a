using System.Text.Json;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The conversation waits for a free place. What the user says in the meantime is discarded. In no schema; the official widget
/// uses it.</summary>
public sealed record QueueStatus : ServerMessage
{
    internal static readonly MessageShape<ServerMessage> Wire = new(
        "queue_status", "queue_status_event", static (ref json) => new QueueStatus
        {
            Status = new(json.Text("status"u8)),
            Extra = json.Rest(),
        });

    /// <summary>How it stands.</summary>
    public required QueueState Status { get; init; }

    private protected override MessageShape<ServerMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteString("status"u8, Status.ToString());
    }
}
