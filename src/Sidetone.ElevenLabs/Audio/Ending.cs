namespace Sidetone.ElevenLabs.Audio;

/// <summary>Waiting for work to end that may not end.</summary>
internal static class Ending
{
    /// <summary>Waits for the end of a task, however it ends, and no longer than until the token fires.</summary>
    public static async Task EndAsync(this Task task, CancellationToken cancellationToken)
    {
        var tooLong = new TaskCompletionSource();
        using var registration = cancellationToken.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), tooLong);
        await Task.WhenAny(task, tooLong.Task);
    }
}
