using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Testing;

/// <summary>A call that a script asks for.</summary>
internal sealed record LocalCall(string Tool, JsonText Arguments);
