using Sidetone.Testing;

namespace Sidetone.Acceptance.Snippets;

public sealed class ComingFromLiveKitPage
{
    [Fact]
    public async Task The_agent_of_the_page_greets_looks_up_and_hands_over()
    {
        var model = new ScriptedModel().Says("Hello.").Calls("next_appointment", new { name = "Ada" }).Says("Monday.").Calls("next_appointment", new { name = "Bob" })
            .Calls("to_nurse", new { why = "a cough" }).Says("Nurse here.");
        await using var test = await SessionTest.StartAsync(new Reception(), model);
        test.Session.UserData = new Calendar();
        await test.Session.RunAsync("When am I due? Ada.");
        var turn = await test.Session.RunAsync("And Bob, who coughs?");
        test.Expect.InOrder().Message("assistant", "Hello.").Message("user").Call("next_appointment").Output("Monday at nine").Message("assistant", "Monday.");
        Expect.That(turn).Call("next_appointment").Outcome(Outcome.Refused).Output("There is nothing for Bob.");
        Expect.That(turn).Call("to_nurse").Output("The caller wants: a cough");
        Assert.Equal("nurse", turn.HandedTo);
    }
}

public sealed class Calendar
{
    public string? Find(string name) => name == "Ada" ? "Monday at nine" : null;
}

// snippet: from-livekit
public sealed partial class Reception() : Agent("You answer the phone of a clinic.")
{
    /// <summary>Looks up a patient's next appointment.</summary>
    /// <param name="name">The patient's full name.</param>
    [Tool(Effect = Effect.ReadOnly)]                        // @function_tool
    public string NextAppointment(string name, RunContext run) =>
        run.UserData<Calendar>().Find(name) ?? throw new ToolException($"There is nothing for {name}.");    // ToolError

    /// <summary>Hands the caller to the nurse.</summary>
    [Tool]
    public (Agent, string) ToNurse(string why) => (new Agent("You are a nurse.") { Id = "nurse" }, $"The caller wants: {why}");

    protected override async ValueTask OnEnterAsync(AgentContext context, CancellationToken cancellationToken) =>    // on_enter
        await context.GenerateReplyAsync(new() { Instructions = "Greet the caller." }, cancellationToken);
}
// end
