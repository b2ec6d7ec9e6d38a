#:project ../src/Sidetone.ElevenLabs/Sidetone.ElevenLabs.csproj

// Client tools of an ElevenLabs agent:  dotnet run samples/05-client-tools.cs
// With ELEVENLABS_AGENT_ID (and ELEVENLABS_API_KEY for a private one) the agent is yours, and has to have client tools of these names.
// Without, it is played by a script in this process.
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json;
using Sidetone;
using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Testing;
using Sidetone.ElevenLabs.Wire;

var tools = new ClientTools()
    .Add("calculate_sum", (double[] numbers) => numbers.Sum(), "Adds numbers.", Effect.ReadOnly)
    .Add(Desk.From(new Desk(new HttpClient(new WeatherStub()))));

var options = Environment.GetEnvironmentVariable("ELEVENLABS_AGENT_ID") is { Length: > 0 } id
    ? new ConversationOptions { AgentId = id, ApiKey = Environment.GetEnvironmentVariable("ELEVENLABS_API_KEY") }
    : new LocalAgent()
        .Says("Hello, what can I do for you?")
        .Hears().Calls("calculate_sum", new { numbers = new[] { 1, 2, 3.5 } }).Says(answer => $"That is {answer.Result}.")
        .Hears().Calls("fetch_weather", new { city = "Paris" }).Says(answer => answer.Result)
        .Hears().Calls("get_account_balance", new { userId = "U-7" }).Says(answer => answer.Result)
        .Hears().Calls("process_payment", new { amount = 0, cardNumber = "4242" }).Says(answer => $"No: {answer.Result}")
        .Hears().Calls("process_payment", new { amount = 50, cardNumber = "1111" }).Says(answer => $"No: {answer.Result}")
        .Options;

var questions = new Queue<string>(["What is 1 and 2 and 3.5?", "How is the weather in Paris?", "What is on account U-7?", "Pay 0 by card 4242.", "Then pay 50 by card 1111."]);
await using var call = await Conversation.StartAsync(options with { Tools = tools });
await foreach (var happened in call.Events)
{
    switch (happened)
    {
        case ClientToolEnded tool:
            Console.WriteLine($"       {tool.Name}: {tool.Result.Outcome}");
            break;
        case AgentResponse said:
            Console.WriteLine($"agent  {said.Text}");
            if (!questions.TryDequeue(out var question))
            {
                await call.EndAsync();
                break;
            }
            Console.WriteLine($"you    {question}");
            await call.SendUserMessageAsync(question);
            break;
        case ConversationEnded end:
            Console.WriteLine($"       {end.Reason}");
            break;
    }
}

public sealed partial class Desk(HttpClient http)
{
    /// <summary>Looks up the weather of today.</summary>
    /// <param name="city">The city.</param>
    [Tool(Effect = Effect.ReadOnly)]    // when the caller speaks, it is given up: its token fires
    public async Task<string> FetchWeather(string city, CancellationToken cancel)
    {
        using var answer = JsonDocument.Parse(await http.GetStringAsync($"https://weather.example/{Uri.EscapeDataString(city)}", cancel));
        return $"Weather in {city}: {answer.RootElement.GetProperty("temp")} °C";
    }

    /// <summary>Tells what is on an account.</summary>
    /// <param name="userId">Whose, e.g. U-7.</param>
    [Tool(Effect = Effect.ReadOnly)]
    public string GetAccountBalance([RegularExpression(@"U-\d+")] string userId) => $"Account balance for {userId}: $1,234.56";

    /// <summary>Pays by card.</summary>
    /// <param name="amount">In dollars.</param>
    /// <param name="cardNumber">The card.</param>
    [Tool]      // it changes something: it runs once for a call, and to its end whatever the caller says
    public string ProcessPayment(decimal amount, [Sensitive] string cardNumber, RunContext run) => (amount, cardNumber) switch
    {
        ( <= 0, _) => throw new ToolException("Amount must be positive."),                         // the agent may read this out
        (_, "1111") => throw new IOException($"bank.example refused the key {run.IdempotencyKey}"),  // this it never sees
        _ => $"Payment of ${amount} processed.",
    };
}

// Stands in for the weather service, so that this runs anywhere.
public sealed class WeatherStub : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"temp":21}""") });
}
