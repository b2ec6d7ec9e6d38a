using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>Tests that are run against an agent.</summary>
/// <remarks>The reference's §4.9.</remarks>
public sealed class TestInvocation : CatalogueObject
{
    internal TestInvocation(JsonObject json)
        : base(json)
    {
    }

    /// <summary>Its id.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>Each test.</summary>
    public IReadOnlyList<TestRun> Runs => Many("test_runs", json => new TestRun(json));

    /// <summary>None of them is still to be run.</summary>
    public bool IsDone => Runs.All(run => run.Status is { } status && status != TestStatus.Pending);
}
