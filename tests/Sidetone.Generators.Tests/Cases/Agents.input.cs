using Sidetone;
using System.Threading.Tasks;

public partial class Clerk() : Agent("Brief.")
{
    /// <summary>To billing.</summary>
    [Tool]
    public Billing ToBilling() => new();

    /// <summary>To billing, with words.</summary>
    [Tool]
    public async Task<(Agent, string?)> ToBillingKindly()
    {
        await Task.Yield();
        return (new Billing(), "One moment.");
    }
}

public sealed partial class NightClerk : Clerk
{
    /// <summary>Closes.</summary>
    [Tool]
    public static ToolResult Close() => ToolResult.Text("closed");
}

public sealed class Billing() : Agent("Bill.");
