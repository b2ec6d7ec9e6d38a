using Sidetone.ElevenLabs;
using Sidetone.ElevenLabs.Catalogue;

namespace Sidetone.Acceptance.Snippets;

internal static class ElevenLabsCatalogue
{
    public static async Task List(string key)
    {
        // snippet: elevenlabs-client
        using var client = new ElevenLabsClient(new ElevenLabsOptions { ApiKey = key }); // or nothing, and ELEVENLABS_API_KEY

        await foreach (var stored in client.Tools.ListAsync(new ToolQuery { Types = [ToolType.Client] }))
            Console.WriteLine($"{stored.Id}  {stored.Name}  waits {stored.Config.ResponseTimeout.TotalSeconds} s");
        // end
    }

    public static async Task Create(ElevenLabsClient client)
    {
        // snippet: elevenlabs-create
        var tool = await client.Tools.CreateAsync(new ClientToolConfig("get_weather", "Looks up the weather of today.")
        {
            Parameters = new ObjectSchema().Add("city", new LiteralSchema(SchemaType.String, "The city."), required: true),
            ExpectsResponse = true,
            ResponseTimeout = TimeSpan.FromSeconds(10),
        });
        await client.Agents.AttachToolsAsync("agent_…", [tool.Id]); // beside those that it has
        // end
    }

    public static async Task Webhook(ElevenLabsClient client)
    {
        // snippet: elevenlabs-webhook
        await client.Tools.CreateAsync(new WebhookToolConfig("find_order", "Finds an order.", new WebhookApi("https://shop.example/orders/{order_id}")
        {
            PathParameters = new Dictionary<string, LiteralSchema> { ["order_id"] = new(SchemaType.String, "As printed on the receipt.") },
            RequestHeaders = new Dictionary<string, HeaderValue> { ["Authorization"] = HeaderValue.FromSecret("secret_…"), ["Accept"] = "application/json" },
            ResponseFilter = new ResponseFilter(ResponseFilterMode.Allow, "status", "items"),
        })
        {
            Assignments = [new DynamicVariableAssignment("customer_id", "customer.id") { Sanitize = true }],
        });
        // end
    }

    public static async Task Update(ElevenLabsClient client)
    {
        // snippet: elevenlabs-update
        var tool = await client.Tools.GetAsync("tool_…");
        tool.Config.Description = "Looks up the weather of today, and of tomorrow.";
        tool.Config.Json["not_in_this_version"] = true; // what has no property yet
        await client.Tools.UpdateAsync(tool);
        // end
    }

    public static async Task InStep(ElevenLabsClient client, IReadOnlyList<Tool> tools)
    {
        // snippet: elevenlabs-difference
        var stored = new List<StoredTool>();
        await foreach (var tool in client.Agents.ToolsAsync("agent_…"))
            stored.Add(tool);

        var difference = CatalogueDifference.Between(tools, stored);
        Console.WriteLine(difference); // get_weather: the agent has it as 'getWeather'; names must be equal in case and separators

        foreach (var missing in difference.Mismatches.Where(mismatch => mismatch.Kind == MismatchKind.Missing))
        {
            var made = await client.Tools.CreateAsync(ClientToolConfig.From(missing.Tool!));
            await client.Agents.AttachToolsAsync("agent_…", [made.Id]);
        }
        // end
    }

    public static async Task Failures(ElevenLabsClient client, ToolConfig config)
    {
        // snippet: elevenlabs-errors
        try
        {
            await client.Tools.CreateAsync(config);
        }
        catch (ElevenLabsException refused) when (refused.Status == 422)
        {
            foreach (var field in refused.Fields)
                Console.WriteLine($"{field.Path}: {field.Message}"); // body.tool_config.client.name: Field required
        }
        // end
    }

    public static async Task Run(ElevenLabsClient client, CancellationToken cancel)
    {
        // snippet: elevenlabs-run-tests
        var tests = await client.Agents.RunTestsAsync("agent_…", ["test_…"], cancellationToken: cancel);
        while (!tests.IsDone)
        {
            await Task.Delay(TimeSpan.FromSeconds(2), cancel);
            tests = await client.Agents.GetTestsAsync(tests.Id, cancel);
        }
        foreach (var run in tests.Runs)
            Console.WriteLine($"{run.TestName}: {run.Status}");
        // end
    }

    public static async Task Simulate(ElevenLabsClient client)
    {
        // snippet: elevenlabs-simulate
        var held = await client.Agents.SimulateAsync("agent_…", new Simulation("You want two A-7, and are in a hurry.")
        {
            Tools = new Dictionary<string, SimulatedTool> { ["place_order"] = new("R-1") }, // what a tool answers instead of being run
            Criteria = [new("sold", "Sold", "The agent has placed the order.")],
            MaxTurns = 10,
        });
        Console.WriteLine($"{held.CallSuccessful}: {held.Summary}");
        // end
    }

    public static async Task<string> Begin(ElevenLabsClient client)
    {
        // snippet: elevenlabs-begin
        var signed = await client.Conversations.GetSignedUrlAsync("agent_…");
        var open = ConversationAddress.Of(client.BaseAddress, "agent_…"); // a public agent needs no signature
        // end
        return $"{signed.Host} {open.Host}";
    }
}
