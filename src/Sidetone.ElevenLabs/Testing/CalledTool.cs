using Sidetone.Conversations;
using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs.Testing;

/// <summary>A client tool that a <see cref="LocalAgent"/> called, and what it was answered.</summary>
/// <param name="CallId">The call's id: <c>call_1</c>, <c>call_2</c>, ….</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">What it was called with.</param>
/// <param name="Answers">What came back, in order. A client answers once.</param>
public sealed record CalledTool(string CallId, string Name, JsonText Arguments, IReadOnlyList<ClientToolResult> Answers)
{
    /// <summary>The answer; null while there is none.</summary>
    public ClientToolResult? Answer => Answers.Count > 0 ? Answers[0] : null;
}
