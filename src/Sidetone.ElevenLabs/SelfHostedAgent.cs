using Sidetone.ElevenLabs.Wire;

namespace Sidetone.ElevenLabs;

/// <summary>An agent on one's own machines.</summary>
/// <param name="Address">The socket's address, used as it stands.</param>
/// <param name="Setup">The agent, its tools and knowledge: the first message.</param>
public sealed record SelfHostedAgent(Uri Address, EnclaveSetup Setup);
