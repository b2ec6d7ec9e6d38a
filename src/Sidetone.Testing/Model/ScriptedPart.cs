using System.Text.Json;

namespace Sidetone.Testing;

/// <summary>One thing that a scripted response does.</summary>
internal abstract record ScriptedPart
{
    internal sealed record Words(string Text) : ScriptedPart;

    internal sealed record Call(string Name, JsonElement Arguments) : ScriptedPart;

    internal sealed record RawCall(string Name, string Arguments) : ScriptedPart;

    internal sealed record Wait(Gate Gate) : ScriptedPart;

    internal sealed record Failure(Exception Exception) : ScriptedPart;
}
