using Sidetone.ElevenLabs;

namespace Sidetone.Cli.Catalogue;

/// <summary>One thing that a push does.</summary>
/// <param name="Words">What, for a person.</param>
/// <param name="RunAsync">Does it.</param>
internal sealed record PushStep(string Words, Func<ElevenLabsClient, CancellationToken, Task> RunAsync);
