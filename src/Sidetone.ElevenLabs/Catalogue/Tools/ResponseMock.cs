using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>What a tool answers in tests instead of being run. Of several the first that matches wins.</summary>
/// <remarks>The reference's §4.6.</remarks>
public sealed class ResponseMock : CatalogueObject
{
    internal ResponseMock(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A mock that always matches.</summary>
    /// <param name="result">What the model sees.</param>
    public ResponseMock(string result)
        : base(null) => Result = result;

    /// <summary>What the model sees.</summary>
    public string Result { get => Text("mock_result") ?? ""; set => Set("mock_result", value); }

    /// <summary>It is a failure. Default: false.</summary>
    public bool IsError { get => Flag("is_error") ?? false; set => Set("is_error", value); }

    /// <summary>What the arguments must be. Default: none, and it always matches.</summary>
    public IReadOnlyList<ParameterCondition> Conditions
    {
        get => Many("parameter_conditions", json => new ParameterCondition(json));
        set => SetMany("parameter_conditions", value);
    }
}
