using System.Text;
using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>Where something of a conversation goes when it is over.</summary>
public sealed record PostCallWebhook : IWritable
{
    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>The key of the signature in <c>ElevenLabs-Signature</c>, of at least 16 characters; null for none. Not shown by
    /// <see cref="ToString"/>.</summary>
    public string? HmacSecret { get; init; }

    /// <summary>Members that this version does not know, as a JSON object; empty for none. They are written as they came.</summary>
    public JsonText Extra { get; init; }

    internal static PostCallWebhook Read(ref Members json) => new()
    {
        Url = json.Text("url"u8),
        HmacSecret = json.OptionalText("hmac_secret"u8),
        Extra = json.Rest(),
    };

    void IWritable.WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("url"u8, Url);
        json.WriteIfAny("hmac_secret"u8, HmacSecret);
        json.WriteRest(Extra);
        json.WriteEndObject();
    }

    private bool PrintMembers(StringBuilder text)
    {
        text.Append("Url = ").Append(Url).Append(", HmacSecret = ").Append(HmacSecret is null ? "none" : "given");
        return true;
    }
}
