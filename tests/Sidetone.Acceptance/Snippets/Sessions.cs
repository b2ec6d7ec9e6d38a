using System.Globalization;
using Microsoft.Extensions.AI;
using Sidetone.Conversations;
using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

// snippet: handoff
public sealed partial class Clerk() : Agent("You take orders by phone. Hand questions about bills to billing.")
{
    /// <summary>Hands the caller to billing.</summary>
    [Tool]
    public Agent ToBilling() => new Billing();

    /// <summary>Hands the caller to billing, with a word about why.</summary>
    [Tool]
    public (Agent, string) ToBillingBecause(string reason) => (new Billing(), $"Billing will look into this: {reason}");
}

public sealed class Billing() : Agent("You answer questions about bills.")
{
    protected override async ValueTask OnEnterAsync(AgentContext context, CancellationToken cancellationToken) =>
        await context.GenerateReplyAsync(new() { Instructions = "Greet the caller." }, cancellationToken);
}
// end

public sealed class Sessions
{
    [Fact]
    public async Task Talk()
    {
        IChatClient model = new ScriptedModel().Says("Good ", "evening.").Says("Yes?").Otherwise().Says("Hello.");
        IServiceProvider? services = null;
        var clock = Tool.Create("utc_now", "Tells the time in UTC.", () => TimeProvider.System.GetUtcNow(), Effect.ReadOnly);
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

        // snippet: session-options
        await using var session = new AgentSession(model, new Clerk { Tools = [clock] }, services, new()
        {
            ChatOptions = new() { Temperature = 0.2f },
            Limits = new() { MaxToolSteps = 6, ModelTimeout = TimeSpan.FromSeconds(20) },
            CloseTimeout = TimeSpan.FromSeconds(5),
        });
        session.UserData = new Visitor("Ada");      // handlers read it with run.UserData<Visitor>()
        // end

        // snippet: streaming
        var stream = session.RunStreaming("Good evening.");
        await foreach (var words in stream)
            Console.Write(words);                   // as they come; put together they are turn.Text
        RunResult turn = await stream.Result;       // and what happened: text, calls, how it ended
        // end
        Assert.Equal("Good evening.", turn.Text);

        // snippet: reply
        RunResult reminder = await session.GenerateReplyAsync(new() { Instructions = "Ask whether the caller is still there.", ToolChoice = ChatToolMode.None });
        // end
        Assert.Equal("Yes?", reminder.Text);

        // snippet: updates
        session.UpdateTools([.. session.Tools.Values, .. Checkout.Tools]);      // more; seen at the very next step, also from inside a handler
        session.UpdateTools([.. session.Tools.Values.Where(tool => tool.Name != "quote")]);     // one less; or any others
        session.UpdateInstructions("The shop closes in five minutes. Be very brief.");
        session.AddToHistory(new ChatMessage(ChatRole.System, "The caller opened the page of order A-7."));     // nobody said it
        session.UpdateAgent(new Billing { HistoryOnEnter = HistoryOnEnter.Words });     // hands over, as a tool that returns an agent does
        // end
        Assert.Contains(session.History, item => item is NoteItem);

        // snippet: events
        var reading = Task.Run(async () =>
        {
            await foreach (ConversationEvent happened in session.Events())      // from the first on, as they come; ends with the session
            {
                if (happened is ToolCallEnded end)
                    Console.WriteLine($"{end.Call}: {end.Outcome}");
            }
        });
        // end
        await session.DisposeAsync();
        await reading;
    }

    [Fact]
    public async Task Go_on()
    {
        var model = new ScriptedModel().Otherwise().Says("Hello again.");
        await using var yesterday = new AgentSession(model, new Clerk());
        await yesterday.RunAsync("Two A-7, please.", TestContext.Current.CancellationToken);

        // snippet: go-on
        await using var today = new AgentSession(model, new Clerk(), options: new() { History = yesterday.History.ToChatMessages() });
        // end
        await today.RunAsync("One more.", TestContext.Current.CancellationToken);
        Assert.Equal(["Two A-7, please.", "Hello again.", "One more."], model.Requests[^1].Messages.Select(message => message.Text));
    }

    [Fact]
    public async Task Hand_over()
    {
        var model = new ScriptedModel().Calls("to_billing").Says("Billing, good evening.");
        await using var test = await SessionTest.StartAsync(new Clerk(), model);
        var turn = await test.Session.RunAsync("My bill is wrong.");
        Assert.Equal("billing", turn.HandedTo);
        Assert.Equal("Billing, good evening.", turn.Text);
        test.Expect.InOrder().Message("user", "bill").Call("to_billing").Message("assistant", "Billing, good evening.");
    }

    private sealed record Visitor(string Name);
}
