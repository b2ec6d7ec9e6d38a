namespace Sidetone.ElevenLabs.Wire;

/// <summary>The user is there, though silent: the agent is not to prompt now. Not for each piece of audio.</summary>
public sealed record UserActivity : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("user_activity", null, static (ref json) => new UserActivity
    {
        Extra = json.Rest(),
    });

    private protected override MessageShape<ClientMessage> Shape => Wire;
}
