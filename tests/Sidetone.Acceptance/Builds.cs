namespace Sidetone.Acceptance;

/// <summary>Tests that build: one at a time, as they build the same projects.</summary>
[CollectionDefinition(Name)]
public sealed class Builds
{
    public const string Name = nameof(Builds);
}
