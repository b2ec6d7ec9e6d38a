using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Sidetone.Conversations;

namespace Sidetone.Acceptance.Documents;

/// <summary>What a table lists, it lists whole and as it is.</summary>
public sealed partial class FactTests
{
    [Fact]
    public void Every_limit_is_listed_with_its_default()
    {
        var page = Repository.Read("docs/sessions.md");
        var limits = new SessionLimits();
        Assert.All(
            typeof(SessionLimits).GetProperties().Where(limit => limit.PropertyType != typeof(string)),
            limit => Assert.Contains($"\n| `{limit.Name}` | {Shown.Of(limit.GetValue(limits))} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_diagnostic_is_listed_with_its_severity()
    {
        var page = Repository.Read("docs/tools.md");
        var rules = Rule().Matches(Repository.Read("src/Sidetone.Generators/AnalyzerReleases.Unshipped.md") + Repository.Read("src/Sidetone.Generators/AnalyzerReleases.Shipped.md"));
        Assert.NotEmpty(rules);
        Assert.All(rules, rule => Assert.Contains(
            $"| {rule.Groups["id"]} | {rule.Groups["severity"].Value.ToLowerInvariant()} | {rule.Groups["title"].Value.Trim()} |", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_outcome_is_listed() => Assert.All(
        typeof(Outcome).GetProperties().Where(property => property.PropertyType == typeof(Outcome)),
        property => Assert.Contains($"\n| `{property.GetValue(null)}` |", Repository.Read("docs/outcomes.md"), StringComparison.Ordinal));

    [Fact]
    public void Every_event_is_listed() => Assert.All(
        typeof(ConversationEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConversationEvent)) && type != typeof(UnknownEvent)),
        type => Assert.Contains($"`{((ConversationEvent)RuntimeHelpers.GetUninitializedObject(type)).Type}`", Repository.Read("docs/log.md"), StringComparison.Ordinal));

    [Fact]
    public void Everything_that_a_tool_declares_is_on_its_page() => Assert.All(
        typeof(ToolAttribute).GetProperties().Where(property => property.DeclaringType == typeof(ToolAttribute)),
        property => Assert.Matches($@"\b{property.Name}\b", Repository.Read("docs/tools.md") + Repository.Read("docs/effects.md")));

    [Fact]
    public async Task Every_instrument_and_activity_is_listed()
    {
        var names = new ConcurrentBag<string>();
        using var meters = new MeterListener { InstrumentPublished = (instrument, _) => Add(instrument.Meter.Name, $"`{instrument.Name}`") };
        using var activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Sidetone",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => Assert.All(activity.TagObjects, tag => Add(activity.Source.Name, $"`{tag.Key}`")),
        };
        ActivitySource.AddActivityListener(activities);
        meters.Start();
        await using (var session = new AgentSession(new OfflineModel(), new("You take orders.") { Tools = Snippets.Checkout.Tools }))
            await session.RunAsync("Hello");
        await using (var executor = new ToolExecutor(Snippets.Checkout.Tools))
            await executor.CallAsync("quote", """{"items":[{"sku":"A-7"}],"payment":{"by":"invoice","to":"ada@example.com"}}""");
        Assert.All(["`sidetone.tool.calls`", "`gen_ai.tool.name`", "`gen_ai.agent.name`"], name => Assert.Contains(name, names));
        Assert.All(names.Distinct(), name => Assert.Contains(name, Repository.Read("docs/telemetry.md"), StringComparison.Ordinal));

        void Add(string owner, string name)
        {
            if (owner == "Sidetone")
                names.Add(name);
        }
    }

    [GeneratedRegex(@"^(?<id>SIDE\d+) \| Sidetone \| (?<severity>\w+) \| (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();
}
