using System.Text.Json.Nodes;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What came of a <see cref="Simulation"/>.</summary>
public sealed class SimulatedConversation : CatalogueObject
{
    internal SimulatedConversation(JsonObject json)
        : base(json)
    {
    }

    /// <summary>What was said and done, in order.</summary>
    public IReadOnlyList<TranscriptItem> Transcript => Many("simulated_conversation", json => new TranscriptItem(json));

    /// <summary>What its analysis found, each criterion's result among it; null when the platform does not say.</summary>
    public JsonObject? Analysis => Json["analysis"] as JsonObject;

    /// <summary>Whether it reached its goal; null when the platform does not say.</summary>
    public CallSuccess? CallSuccessful => Lenient.Text(Analysis?["call_successful"]) is { } word ? new(word) : null;

    /// <summary>What it was about; null when the platform does not say.</summary>
    public string? Summary => Lenient.Text(Analysis?["transcript_summary"]);
}
