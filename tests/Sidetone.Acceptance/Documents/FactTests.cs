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
            limit => Assert.Contains($"\n| `{limit.Name}` | {limit.GetValue(limits)} |", page, StringComparison.Ordinal));
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

    [GeneratedRegex(@"^(?<id>SIDE\d+) \| Sidetone \| (?<severity>\w+) \| (?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rule();
}
