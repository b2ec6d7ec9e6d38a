using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Sidetone.Execution;
using Sidetone.Tools;

namespace Sidetone.Bench;

/// <summary>One tool call, from the bytes of its arguments to the bytes of its result, against <c>AIFunctionFactory</c>.</summary>
internal static class OneCall
{
    private static readonly byte[] s_arguments = """{"sku":"A-7","quantity":2}"""u8.ToArray();

    public static async Task<IEnumerable<Row>> MeasureAsync()
    {
        var function = AIFunctionFactory.Create(([Range(1, 9)] int quantity, string sku) => new Quote(sku, quantity, quantity * 19.5m), "quote");
        var tool = OrderDesk.Tools.Single(tool => tool.Name == "quote");
        var (ours, peer) = await Stopwatches.CompareAsync(times => DirectAsync(tool, times), times => FunctionAsync(function, times), 20_000);

        using var services = new ServiceCollection().AddSingleton<OrderBook>().BuildServiceProvider();
        var lookUp = OrderDesk.Tools.Single(tool => tool.Name == "look_up");
        var (ledger, again) = await Stopwatches.CompareAsync(times => LedgerAsync(lookUp, services, times), times => FunctionAsync(function, times), 10_000);
        return
        [
            new("one call, bytes to bytes: time", $"{ours.Microseconds:0.00} µs", $"{peer.Microseconds:0.00} µs, AIFunctionFactory", ours.Microseconds / peer.Microseconds, 0.4),
            new("one call, bytes to bytes: memory", $"{ours.Bytes:0} B", $"{peer.Bytes:0} B", ours.Bytes / peer.Bytes, 0.25),
            new("the same through the ledger, on the pool, in a scope: time", $"{ledger.Microseconds:0.00} µs", $"{again.Microseconds:0.00} µs", ledger.Microseconds / again.Microseconds, 1.5),
            new("the same through the ledger: memory", $"{ledger.Bytes:0} B", $"{again.Bytes:0} B", ledger.Bytes / again.Bytes, 0.6),
        ];
    }

    // What a call is without its record: read, validate, run, write, bound.
    private static async Task DirectAsync(Tool tool, int times)
    {
        var errors = new ArgumentErrors();
        var context = new CallRun();
        for (var i = 0; i < times; i++)
        {
            var bound = tool.Bind(s_arguments, errors) ?? throw new InvalidOperationException(errors.ToMessage(tool.Name));
            var result = OutputLimit.Apply(await bound.InvokeAsync(context), tool.Policy.MaxOutputBytes);
            if (result.Utf8.Length < 10)
                throw new InvalidOperationException("No result.");
        }
    }

    private static async Task LedgerAsync(Tool tool, IServiceProvider services, int times)
    {
        await using var executor = new ToolExecutor([tool], services);
        for (var i = 0; i < times; i++)
        {
            var result = await executor.CallAsync(new ToolRequest(tool.Name, s_arguments));
            if (result.Outcome != Outcome.Completed)
                throw new InvalidOperationException(result.Output);
        }
    }

    private static async Task FunctionAsync(AIFunction function, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var arguments = new AIFunctionArguments(JsonSerializer.Deserialize<Dictionary<string, object?>>(s_arguments, AIJsonUtilities.DefaultOptions)!);
            var result = await function.InvokeAsync(arguments);
            if (JsonSerializer.SerializeToUtf8Bytes((JsonElement)result!, AIJsonUtilities.DefaultOptions).Length < 10)
                throw new InvalidOperationException("No result.");
        }
    }
}
