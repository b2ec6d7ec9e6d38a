namespace Sidetone.Testing.Tests;

/// <summary>Tools of every kind, for a random story.</summary>
internal sealed partial class RandomTools(RandomStory story, string agent, int more)
{
    public const string Names = "reads writes protects repeats reverses replaces confirms quiet hands_over unknown";

    /// <summary>Reads.</summary>
    [Tool(Effect = Effect.ReadOnly, MaxAttempts = 2)]
    public Task<string?> Reads(string value, RunContext run) => story.WorkAsync(run);

    /// <summary>Writes.</summary>
    [Tool]
    public Task<string?> Writes(string value, RunContext run) => story.WorkAsync(run);

    /// <summary>Protects.</summary>
    [Tool(Interruption = OnInterruption.Protect, MaxConcurrency = 1)]
    public Task<string?> Protects(string value, RunContext run) => story.WorkAsync(run);

    /// <summary>Repeats.</summary>
    [Tool(Effect = Effect.Idempotent, MaxAttempts = 2, Delivery = ResultDelivery.Interrupt)]
    public Task<string?> Repeats(string value, RunContext run) => story.WorkAsync(run);

    /// <summary>Reverses.</summary>
    [Tool(Effect = Effect.Reversible, Interruption = OnInterruption.Cancel, Undo = nameof(TakeBack))]
    public Task<string?> Reverses(string value, RunContext run) => story.WorkAsync(run);

    public void TakeBack(string value, RunContext run) => story.TakenBack.Add(run.IdempotencyKey);

    /// <summary>Replaces.</summary>
    [Tool(Effect = Effect.Idempotent, Interruption = OnInterruption.Cancel, Duplicates = OnDuplicate.Replace, DuplicateScope = DuplicateScope.Name)]
    public Task<string?> Replaces(string value, RunContext run) => story.WorkAsync(run);

    /// <summary>Confirms.</summary>
    [Tool(Duplicates = OnDuplicate.Confirm)]
    public Task<string?> Confirms(string value, RunContext run) => story.WorkAsync(run);

    /// <summary>Quiet.</summary>
    [Tool(Delivery = ResultDelivery.Silent)]
    public Task<string?> Quiet(string value, RunContext run) => story.WorkAsync(run);

    /// <summary>HandsOver.</summary>
    [Tool]
    public async Task<Agent?> HandsOver(string value, RunContext run)
    {
        await story.WorkAsync(run);
        return more == 0 ? null : story.NewAgent($"{agent}_{more}", more - 1);
    }
}
