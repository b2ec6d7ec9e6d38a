using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>One test of a <see cref="TestInvocation"/>.</summary>
public sealed class TestRun : CatalogueObject
{
    internal TestRun(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id.</summary>
    public string Id => Text("test_run_id") ?? "";

    /// <summary>The test's id.</summary>
    public string TestId => Text("test_id") ?? "";

    /// <summary>The test's name; null when the platform does not say.</summary>
    public string? TestName => Text("test_name");

    /// <summary>How it stands; null when the platform does not say.</summary>
    public TestStatus? Status => Word<TestStatus>("status");

    /// <summary>What the agent said and did.</summary>
    public IReadOnlyList<TranscriptItem> Transcript => Many("agent_responses", json => new TranscriptItem(json));

    /// <summary>Why it passed or failed; null while it has not, or when the platform does not say.</summary>
    public JsonObject? Result => Json["condition_result"] as JsonObject;
}
