namespace Sidetone.Tools.Search;

/// <summary>A term stands in a tool, and adds so much to its score.</summary>
internal readonly record struct Posting(int Tool, float Score);
