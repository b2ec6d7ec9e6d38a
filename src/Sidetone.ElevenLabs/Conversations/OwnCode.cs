namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Code of a user that a conversation runs: a tool, a callback. All that flows from it is marked while it runs, so that it can end the
/// conversation without waiting for itself; work that it has sent off is free when it is done.</summary>
internal sealed class OwnCode
{
    private readonly AsyncLocal<Running?> _running = new();

    /// <summary>Whether this flow comes from there.</summary>
    public bool IsHere => _running.Value is { IsOver: false };

    /// <summary>Marks this flow, from here to the end of the asynchronous method that calls this.</summary>
    public Running Enter() => _running.Value = new();

    internal sealed class Running : IDisposable
    {
        private volatile bool _isOver;

        public bool IsOver => _isOver;

        public void Dispose() => _isOver = true;
    }
}
