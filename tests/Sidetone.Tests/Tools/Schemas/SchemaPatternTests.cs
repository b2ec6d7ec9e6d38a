using System.Text.Json;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tests.Tools.Schemas;

public sealed class SchemaPatternTests
{
    [Theory]
    [InlineData(@"^[\w-.]+$", "a-b.c", true)]
    [InlineData(@"^[\d-]+$", "1-2", true)]
    [InlineData(@"^[a-z[\]]+$", "a[]", true)]
    [InlineData(@"^.$", "🐲", true)]
    [InlineData(@"^[🐲🐉]+$", "🐲🐉", true)]
    [InlineData(@"^[^🐲]$", "🐲", false)]
    [InlineData(@"^[^🐲]$", "🐉", true)]
    [InlineData(@"^\u{1F432}{2}$", "🐲🐲", true)]
    [InlineData(@"^(?<y>\d{4})-\k<y>$", "2026-2026", true)]
    [InlineData(@"^\p{Script=Letter}$", "é", true)]
    [InlineData(@"^[^a]$", "🐲", true)]
    [InlineData(@"^[^a🐉]{2}$", "🐲b", true)]
    [InlineData(@"^[^a🐉]{2}$", "🐲a", false)]
    [InlineData(@"^[^]$", "\n", true)]
    [InlineData(@"^a$", "a\n", false)]
    public void A_pattern_means_what_it_means_in_JavaScript(string pattern, string text, bool matches) =>
        Assert.Equal(matches, new SchemaPattern(pattern).IsMatch(text, new Evaluation(report: null)));

    [Theory]
    [InlineData(@"\Aa\Z")]
    [InlineData(@"[a")]
    [InlineData(@"a\")]
    [InlineData(@"\u{110000}")]
    [InlineData(@"[🐲-🐴]")]
    public void What_cannot_be_kept_is_refused(string pattern) =>
        Assert.Throws<JsonSchemaException>(() => JsonSchema.Compile(JsonElement.Parse(JsonSerializer.Serialize(new Dictionary<string, string> { ["pattern"] = pattern }))));
}
