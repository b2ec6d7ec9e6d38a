namespace Sidetone.ElevenLabs;

/// <summary>One field that the platform refused.</summary>
/// <param name="Path">Where, such as <c>body.tool_config.client.name</c>: the kind of a tool is a step of its own. Empty when the platform does not say.</param>
/// <param name="Message">What is wrong with it.</param>
/// <param name="Type">The platform's word for it, such as <c>missing</c>; null when it has none.</param>
public sealed record FieldError(string Path, string Message, string? Type)
{
    /// <inheritdoc/>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
