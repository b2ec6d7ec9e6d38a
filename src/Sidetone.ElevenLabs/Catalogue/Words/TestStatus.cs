namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>How a test stands. A word that is not listed here is kept as it is.</summary>
/// <param name="Value">As the platform writes it.</param>
public readonly record struct TestStatus(string Value) : IWord<TestStatus>
{
    /// <summary>It is still to be run, or runs.</summary>
    public static TestStatus Pending => new("pending");

    /// <summary>The agent did as it should.</summary>
    public static TestStatus Passed => new("passed");

    /// <summary>The agent did not.</summary>
    public static TestStatus Failed => new("failed");

    static TestStatus IWord<TestStatus>.Of(string value) => new(value);

    /// <summary>The word.</summary>
    public override string ToString() => Value ?? "";
}
