using Microsoft.Extensions.AI;

namespace Sidetone.Bench;

/// <summary>A turn with one call, two model steps, an instant model: all promises kept, against a bare loop that keeps none.</summary>
internal static class OneTurn
{
    private const int TurnsInAConversation = 20;

    public static async Task<IEnumerable<Row>> MeasureAsync()
    {
        var function = AIFunctionFactory.Create((string sku, int quantity) => new Quote(sku, quantity, quantity * 19.5m), "quote");
        var (ours, peer) = await Stopwatches.CompareAsync(OursAsync, times => BareAsync(function, times), 4_000);
        return
        [
            new("a turn with one call: time", $"{ours.Microseconds:0.0} µs, {ours.Bytes / 1000:0.0} KB", $"{peer.Microseconds:0.0} µs, {peer.Bytes / 1000:0.0} KB, bare loop", ours.Microseconds / peer.Microseconds, 5),
        ];
    }

    private static async Task OursAsync(int times)
    {
        for (var done = 0; done < times; done += TurnsInAConversation)
        {
            await using var session = new AgentSession(new InstantModel(), new Agent("You sell.") { Tools = OrderDesk.Tools });
            for (var i = 0; i < TurnsInAConversation; i++)
                await session.RunAsync("What are two A-7?");
        }
    }

    private static async Task BareAsync(AIFunction function, int times)
    {
        for (var done = 0; done < times; done += TurnsInAConversation)
        {
            var loop = new BareLoop(new InstantModel(), new() { ["quote"] = function });
            for (var i = 0; i < TurnsInAConversation; i++)
                await loop.RunAsync("What are two A-7?");
        }
    }
}
