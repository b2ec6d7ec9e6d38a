#:project ../src/Sidetone/Sidetone.csproj

// A tool that returns an agent hands the caller over:  dotnet run samples/03-agents.cs
using Sidetone;

await using var session = new AgentSession(new OfflineModel(), new Reception());

foreach (var words in new[] { "When are you open?", "I want to speak to billing", "What is open on my invoice R-7?", "Back to reception, please" })
{
    Console.WriteLine($"you        {words}");
    var turn = await session.RunAsync(words);
    Console.WriteLine($"{session.Agent!.Id,-11}{turn.Text}");
}

public sealed partial class Reception() : Agent("You greet callers and find out what they need.")
{
    /// <summary>Tells when the shop is open.</summary>
    [Tool(Effect = Effect.ReadOnly)]
    public static string OpeningHours() => "We are open from nine to five.";

    /// <summary>Hands the caller to billing, to speak about invoices.</summary>
    [Tool]
    public Agent ToBilling() => new Billing();
}

public sealed partial class Billing() : Agent("You answer questions about invoices.")
{
    /// <summary>Looks up what is open on an invoice.</summary>
    /// <param name="invoice">As printed on it, e.g. R-7.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public static string OpenAmount(string invoice) => $"On {invoice}, 12.50 is open.";

    /// <summary>Hands the caller back to reception.</summary>
    [Tool]
    public Agent ToReception() => new Reception();
}
