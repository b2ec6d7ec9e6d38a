namespace Sidetone.Testing;

/// <summary>One response of a script.</summary>
/// <param name="key">Text that the newest message has to contain; null for a response in the order of the script.</param>
/// <param name="isDefault">It answers whatever nothing else does.</param>
internal sealed class ScriptedResponse(string? key, bool isDefault)
{
    public string? Key => key;

    public bool IsDefault => isDefault;

    public List<ScriptedPart> Parts { get; } = [];

    public override string ToString() => string.Join(", ", Parts.Select(part => part switch
    {
        ScriptedPart.Words words => $"says \"{words.Text}\"",
        ScriptedPart.Call call => $"calls {call.Name} {call.Arguments.GetRawText()}",
        ScriptedPart.RawCall call => $"calls {call.Name} {call.Arguments}",
        ScriptedPart.Wait => "waits",
        ScriptedPart.Failure failure => $"fails with {failure.Exception.GetType().Name}",
        _ => "",
    }));
}
