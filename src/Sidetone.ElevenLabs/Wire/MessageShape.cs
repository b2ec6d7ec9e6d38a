using System.Text;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>How a message looks on the wire.</summary>
/// <param name="Type">Its <c>type</c>; empty for the one that has none.</param>
/// <param name="Payload">The member that holds its fields; null when they stand beside the type.</param>
/// <param name="Read">Reads the fields.</param>
internal sealed record MessageShape<TMessage>(string Type, string? Payload, MemberReader<TMessage> Read)
{
    /// <summary>The payload may be missing on the wire, and is written only when there is something in it.</summary>
    public bool IsPayloadOptional { get; init; }

    /// <summary>The payload's name as it stands in a frame.</summary>
    public byte[] PayloadName { get; } = Encoding.UTF8.GetBytes(Payload ?? "");
}
