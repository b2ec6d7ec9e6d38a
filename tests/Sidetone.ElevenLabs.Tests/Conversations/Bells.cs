namespace Sidetone.ElevenLabs.Tests.Conversations;

/// <summary>A toolset of one tool.</summary>
public sealed partial class Bells() : Toolset("bells")
{
    /// <summary>Rings a bell.</summary>
    [Tool]
    public static string RingBell() => "It rings.";
}
