using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Sidetone.Acceptance.Snippets;

// snippet: types
public enum Speed { Normal, Express }

/// <param name="Sku">The product's number.</param>
public sealed record Item(string Sku, [property: Range(1, 9)] int Quantity = 1);

[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(Card), "card")]
[JsonDerivedType(typeof(Invoice), "invoice")]
public abstract record Payment;

public sealed record Card([property: RegularExpression(@"\d{4}")] string LastFour) : Payment;

public sealed record Invoice([property: EmailAddress] string To) : Payment;

public static partial class Checkout
{
    /// <summary>Adds up what an order would cost.</summary>
    /// <param name="items">What to send.</param>
    /// <param name="payment">How it is paid.</param>
    /// <param name="speed">How fast it should come.</param>
    [Tool(Name = "quote", Effect = Effect.ReadOnly)]
    public static string Quote([Length(1, 20)] IReadOnlyList<Item> items, Payment payment, Speed speed = Speed.Normal) =>
        $"{items.Sum(item => item.Quantity)} pieces, {speed}, by {payment.GetType().Name}.";
}
// end

// snippet: toolset
public sealed partial class Weather() : Toolset("weather")
{
    private HttpClient? _http;

    /// <summary>Tells the weather in a city.</summary>
    [Tool(Effect = Effect.ReadOnly, TimeoutSeconds = 5)]
    public Task<string> WeatherIn(string city, CancellationToken cancel) => _http!.GetStringAsync($"/{Uri.EscapeDataString(city)}", cancel);

    protected override ValueTask SetupAsync(CancellationToken cancellationToken)
    {
        _http = new() { BaseAddress = new("https://weather.example") };
        return default;
    }

    protected override ValueTask CloseAsync(CancellationToken cancellationToken)
    {
        _http?.Dispose();
        return default;
    }
}
// end

public sealed class Tools
{
    [Fact]
    public async Task Run()
    {
        var stock = new Dictionary<string, int>(StringComparer.Ordinal) { ["A-7"] = 3 };

        // snippet: run-time-tools
        // From a delegate: its schema is found by reflection, so this is marked as not safe to trim.
        var clock = Tool.Create("utc_now", "Tells the time in UTC.", () => TimeProvider.System.GetUtcNow(), Effect.ReadOnly);

        // From a JSON schema: draft 2020-12, and what older drafts spelt otherwise. The handler gets what the schema allows, and nothing else.
        var count = Tool.Create(
            "in_stock", "Counts what is in stock.",
            """{"type":"object","properties":{"sku":{"type":"string","pattern":"^[A-Z]-[0-9]+$"}},"required":["sku"]}""",
            arguments => $"{stock.GetValueOrDefault(arguments.GetProperty("sku").GetString()!)} pieces",
            new ToolPolicy { Effect = Effect.ReadOnly });

        // From any AIFunction: one of an MCP client, for example. It is taken to change the world until you say otherwise.
        AIFunction theirs = AIFunctionFactory.Create((string city) => $"Sunny in {city}.", "weather");
        var weather = Tool.From(theirs, new ToolPolicy { Effect = Effect.ReadOnly, Timeout = TimeSpan.FromSeconds(5) });

        // Under another name, or with another policy.
        var patient = weather.With(name: "slow_weather", policy: weather.Policy with { Timeout = TimeSpan.FromMinutes(1) });
        // end

        // snippet: executor
        await using var executor = new ToolExecutor([.. Checkout.Tools, count, weather, patient]);
        ToolResult result = await executor.CallAsync("in_stock", """{"sku":"a-7"}""");
        Console.WriteLine(result.Outcome);      // invalid_arguments
        Console.WriteLine(result.Output);       // in words that a model can act on
        // end
        Assert.Equal(Outcome.InvalidArguments, result.Outcome);
        Assert.Equal("3 pieces", (await executor.CallAsync("in_stock", """{"sku":"A-7"}""")).Output);
        Assert.Equal("Sunny in Oslo.", (await executor.CallAsync("slow_weather", """{"city":"Oslo"}""")).Output);
        Assert.Equal(
            "2 pieces, Express, by Card.",
            (await executor.CallAsync("quote", """{"items":[{"sku":"A-7","quantity":2}],"payment":{"by":"card","lastFour":"1234"},"speed":"express"}""")).Output);
        // snippet: provider
        var call = new ToolRequest("in_stock", """{"sku":"A-7"}"""u8.ToArray()) { Id = "toolu_01", ResponseId = "resp_7" };
        ToolResult answer = await executor.CallAsync(call);
        ToolResult again = await executor.CallAsync(call);      // duplicate, "repeated": it has its answer
        executor.Interrupt();                                   // the caller began to speak
        executor.UpdateTools([count]);                          // calls that run are not touched
        // end
        Assert.Equal("3 pieces", answer.Output);
        Assert.Equal("repeated", again.Reason);
        Assert.Equal("utc_now", clock.Name);
        Assert.Equal(JsonValueKind.Object, clock.JsonSchema.ValueKind);
    }
}
