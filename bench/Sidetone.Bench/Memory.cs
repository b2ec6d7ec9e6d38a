namespace Sidetone.Bench;

/// <summary>What a started session holds while nobody speaks.</summary>
internal static class Memory
{
    private const int Sessions = 10_000;

    public static async Task<IEnumerable<Row>> MeasureAsync()
    {
        var model = new InstantModel();
        await HoldAsync(model, 100);
        var bytes = await HoldAsync(model, Sessions);
        return
        [
            new($"an idle session, of {Sessions}: memory", $"{bytes / 1024:0.0} KB", "8 KB", bytes / 1024, 8, "KB"),
        ];
    }

    private static async Task<double> HoldAsync(InstantModel model, int count)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var sessions = new List<AgentSession>(count);
        for (var i = 0; i < count; i++)
        {
            var session = new AgentSession(model, new Agent("You sell.") { Tools = OrderDesk.Tools });
            await session.StartAsync();
            sessions.Add(session);
        }
        var after = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var session in sessions)
            await session.DisposeAsync();
        return (double)(after - before) / count;
    }
}
