using System.Text.Json;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tests.Tools.Schemas;

/// <summary>Many servers describe their tools in older drafts. What those wrote differently, and can mean nothing else, is understood.</summary>
public sealed class OldDraftTests
{
    private const string Dialect = "\"$schema\":\"http://json-schema.org/draft-07/schema#\",";

    [Theory]
    [InlineData("\"items\":[{\"type\":\"string\"}],\"additionalItems\":false", "[\"a\"]", "[\"a\",1]")]
    [InlineData("\"dependencies\":{\"a\":[\"b\"]}", "{\"a\":1,\"b\":1}", "{\"a\":1}")]
    [InlineData("\"dependencies\":{\"a\":{\"required\":[\"b\"]}}", "{\"a\":1,\"b\":1}", "{\"a\":1}")]
    [InlineData("\"minimum\":1,\"exclusiveMinimum\":true", "2", "1")]
    [InlineData("\"$ref\":\"#/definitions/n\",\"definitions\":{\"n\":{\"type\":\"integer\"}}", "1", "\"1\"")]
    [InlineData("\"$ref\":\"#n\",\"definitions\":{\"n\":{\"$id\":\"#n\",\"type\":\"integer\"}}", "1", "\"1\"")]
    public void What_older_drafts_wrote_is_understood(string keywords, string valid, string invalid)
    {
        var schema = JsonSchema.Compile(JsonElement.Parse("{" + Dialect + keywords + "}"));
        Assert.True(schema.IsValid(JsonElement.Parse(valid)));
        Assert.False(schema.IsValid(JsonElement.Parse(invalid)));
    }
}
