#:project ../src/Sidetone/Sidetone.csproj

// What a tool does to the world, and what Sidetone makes of it:  dotnet run samples/02-effects.cs
using Sidetone;

var bank = new Bank();
await using var session = new AgentSession(new OfflineModel(), new Agent("You transfer money.") { Tools = Bank.From(bank) });

// The caller talks over a transfer, and asks for the same again: it is the same action, and the money moves once.
var first = session.RunAsync("Transfer 50 to Anna");
await bank.Started;
var second = session.RunAsync("Transfer 50 to Anna, please");
bank.Answer();
Console.WriteLine($"first   interrupted: {(await first).Interrupted}, still running: {(await first).StillRunning.Count}");
var repeated = await second;
Console.WriteLine($"second  {repeated.Calls[0].Outcome}");
Console.WriteLine(repeated.Text);
Console.WriteLine($"moved   {bank.Moved}");

// What can be taken back says how.
var limit = await session.RunAsync("Set the limit to 900");
Console.WriteLine($"limit   {bank.Limit}");
await session.UndoAsync(limit.Calls[0].Id);
Console.WriteLine($"limit   {bank.Limit}, taken back");

public sealed partial class Bank
{
    private readonly TaskCompletionSource _started = new();
    private readonly TaskCompletionSource _answer = new();

    public Task Started => _started.Task;

    public decimal Moved { get; private set; }

    public decimal Limit { get; private set; } = 500;

    public void Answer() => _answer.SetResult();

    /// <summary>Transfers money.</summary>
    [Tool]      // Mutating, as every tool that says nothing: never cut off by a voice, never run twice for one action
    public async Task<string> Transfer(decimal amount, string to, RunContext run)
    {
        _started.TrySetResult();
        await _answer.Task;         // hand run.IdempotencyKey to the bank: whoever tries again what nobody knows the end of carries the same
        Moved += amount;
        return $"{amount} went to {to} (key ends in {run.IdempotencyKey[^3..]}).";
    }

    /// <summary>Sets the daily limit.</summary>
    [Tool(Effect = Effect.Reversible, Undo = nameof(ResetLimit))]
    public string SetLimit(decimal limit)
    {
        Limit = limit;
        return $"The limit is {limit}.";
    }

    public void ResetLimit(decimal limit) => Limit = 500;
}
