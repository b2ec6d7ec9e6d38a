using System.Text;
using Sidetone.Tools.Arguments;

namespace Sidetone.Tests.Tools.Arguments;

public sealed class JsonRepairTests
{
    [Theory]
    [InlineData("", "{}", JsonRepairs.Empty)]
    [InlineData(" \n", "{}", JsonRepairs.Empty)]
    [InlineData("null", "{}", JsonRepairs.Empty)]
    [InlineData("None", "{}", JsonRepairs.Empty | JsonRepairs.PythonLiteral)]
    [InlineData("```json\n{\"a\":1}\n```", "{\"a\":1}", JsonRepairs.CodeFence)]
    [InlineData("```{\"a\":1}```", "{\"a\":1}", JsonRepairs.CodeFence)]
    [InlineData("<|tool_call|>{\"a\":1}<|im_end|>", "{\"a\":1}", JsonRepairs.TemplateTokens)]
    [InlineData("<tool_call>\n{\"a\":1}\n</tool_call>", "{\"a\":1}", JsonRepairs.TemplateTokens)]
    [InlineData("[TOOL_CALLS]{\"a\":1}</s>", "{\"a\":1}", JsonRepairs.TemplateTokens)]
    [InlineData("{\"a\":1,}", "{\"a\":1}", JsonRepairs.TrailingComma)]
    [InlineData("{\"a\":[1,2,],}", "{\"a\":[1,2]}", JsonRepairs.TrailingComma)]
    [InlineData("{'a':'x'}", "{\"a\":\"x\"}", JsonRepairs.Quotes)]
    [InlineData("{'a':'it\\'s \"fine\"'}", "{\"a\":\"it's \\\"fine\\\"\"}", JsonRepairs.Quotes)]
    [InlineData("{“a”:“x”}", "{\"a\":\"x\"}", JsonRepairs.Quotes)]
    [InlineData("{\"a\":[\"<|\\\"|\\\"O_1<|\\\"|\\\"]}", "{\"a\":[\"O_1\"]}", JsonRepairs.TemplateTokens)]
    [InlineData("{a:[<|\"|>O_1 \"x\"<|\"|>],b:2}", "{\"a\":[\"O_1 \\\"x\\\"\"],\"b\":2}", JsonRepairs.TemplateTokens | JsonRepairs.UnquotedName)]
    [InlineData("{a:1,b_2:2}", "{\"a\":1,\"b_2\":2}", JsonRepairs.UnquotedName)]
    [InlineData("{\"a\":True,\"b\":False,\"c\":None}", "{\"a\":true,\"b\":false,\"c\":null}", JsonRepairs.PythonLiteral)]
    [InlineData("{\"a\":\"x\ny\tz\u0001\"}", "{\"a\":\"x\\ny\\tz\\u0001\"}", JsonRepairs.ControlCharacter)]
    [InlineData("\"{\\\"a\\\":1}\"", "{\"a\":1}", JsonRepairs.DoubleEncoding)]
    [InlineData("\"\\\"{\\\\\\\"a\\\\\\\":1}\\\"\"", "{\"a\":1}", JsonRepairs.DoubleEncoding)]
    [InlineData("\"{'a':1}\"", "{\"a\":1}", JsonRepairs.DoubleEncoding | JsonRepairs.Quotes)]
    [InlineData("```\n{'a': True,}\n```", "{\"a\":true}", JsonRepairs.CodeFence | JsonRepairs.Quotes | JsonRepairs.PythonLiteral | JsonRepairs.TrailingComma)]
    public void What_is_on_the_list_is_mended(string text, string expected, object made)
    {
        Assert.True(JsonRepair.TryRepair(Encoding.UTF8.GetBytes(text), out var repaired, out var actual));
        Assert.Equal(expected, Encoding.UTF8.GetString(repaired.Span));
        Assert.Equal((JsonRepairs)made, actual);
    }

    [Theory]
    [InlineData("{\"a\":1")]
    [InlineData("{\"a\":\"x")]
    [InlineData("{\"a\":[1,2}")]
    [InlineData("{\"amount\":10")]
    [InlineData("```json\n{\"a\":1")]
    [InlineData("\"{\\\"a\\\":1\"")]
    [InlineData("{\"a\":[<|\"|>O_1]}")]
    [InlineData("{'a':\"<|\\\"|\\\"O_1\"}")]
    [InlineData("{'name':'O'Brien'}")]
    [InlineData("{\"a\":1}{\"b\":2}")]
    [InlineData("{\"a\":1} and so on")]
    [InlineData("Here it is: {\"a\":1}")]
    [InlineData("{\"a\":yes}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{,}")]
    [InlineData("{\"a\":1,,}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{/* no */\"a\":1}")]
    [InlineData("[1]")]
    [InlineData("5")]
    [InlineData("\"text\"")]
    [InlineData("```")]
    public void What_is_not_on_the_list_is_left_alone(string text) =>
        Assert.False(JsonRepair.TryRepair(Encoding.UTF8.GetBytes(text), out _, out _));

    [Fact]
    public void Template_tokens_inside_a_string_are_somebodys_text()
    {
        ReadOnlyMemory<byte> text = "{'note':'say <|im_end|> aloud'}"u8.ToArray();
        Assert.True(JsonRepair.TryRepair(text, out var repaired, out _));
        Assert.Equal("{\"note\":\"say <|im_end|> aloud\"}", Encoding.UTF8.GetString(repaired.Span));
    }

    [Fact]
    public void A_token_never_takes_a_part_of_the_arguments_with_it() =>
        Assert.False(JsonRepair.TryRepair("<|{\"amount\":5}>{\"amount\":6}"u8.ToArray(), out _, out _));

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_not_repaired() =>
        Assert.False(JsonRepair.TryRepair(new byte[] { (byte)'{', 0xFF, (byte)'}' }, out _, out _));

    [Fact]
    public void Too_long_and_too_deep_text_is_not_looked_at()
    {
        Assert.False(JsonRepair.TryRepair(new byte[JsonRepair.MaxBytes + 1], out _, out _));
        var deep = string.Concat(Enumerable.Repeat("{'a':", 100_000));
        Assert.False(JsonRepair.TryRepair(Encoding.UTF8.GetBytes(deep), out _, out _));
    }
}
