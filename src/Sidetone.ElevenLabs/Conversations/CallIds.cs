namespace Sidetone.ElevenLabs.Conversations;

/// <summary>Which calls have come, by the platform's ids, so that none is run or asked about twice. One that is not answered yet is never forgotten; of those that
/// are, the oldest make room.</summary>
/// <param name="remembered">How many that are answered are kept.</param>
internal sealed class CallIds(int remembered)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Queue<string> _answered = new();

    /// <returns>Whether it has not come before.</returns>
    public bool Take(string id)
    {
        lock (_gate)
            return _taken.Add(id);
    }

    /// <summary>It has its answer.</summary>
    public void Answer(string id)
    {
        lock (_gate)
        {
            _answered.Enqueue(id);
            if (_answered.Count > remembered)
                _taken.Remove(_answered.Dequeue());
        }
    }
}
