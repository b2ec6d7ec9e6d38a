using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.ElevenLabs.Rest;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

/// <summary>JSON of a server that may send anything.</summary>
public sealed class BodyTests
{
    private static readonly byte[] s_tool = Encoding.UTF8.GetBytes(
        """{"id":"tool_1","tool_config":{"type":"client","name":"größe \ud83d\ude00","expects_response":true,"later":[null,1e400,-0.0,12345678901234567890123,{"a":"\u0000\\ud800"}]}}""");

    [Theory]
    [InlineData("{\"a\":\"\\ud800\"}", "{\"a\":\"\uFFFD\"}")]
    [InlineData("{\"\\uDC00x\":1}", "{\"\uFFFDx\":1}")]
    [InlineData("{\"a\":\"\\\\ud800\"}", "{\"a\":\"\\\\ud800\"}")]
    [InlineData("{\"a\":1,\"a\":2,\"b\":[1,],}", "{\"a\":2,\"b\":[1]}")]
    [InlineData("\uFEFF{ /* said */ \"a\": 1e999 }", "{\"a\":1e999}")]
    public void What_can_be_read_can_be_written_again(string json, string again) =>
        Assert.Equal(again, Encoding.UTF8.GetString(Body.Write((JsonObject)Body.Read(Encoding.UTF8.GetBytes(json))!)));

    [Fact]
    public void Bytes_that_are_no_text_are_replaced_in_names_and_values()
    {
        byte[] json = [(byte)'{', (byte)'"', 0xC3, (byte)'"', (byte)':', (byte)'"', 0xFF, (byte)'a', (byte)'"', (byte)'}'];
        Assert.Equal("{\"\uFFFD\":\"\uFFFDa\"}", Encoding.UTF8.GetString(Body.Write((JsonObject)Body.Read(json)!)));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void A_nesting_without_end_is_no_answer(string opening) =>
        Assert.ThrowsAny<JsonException>(() => Body.Read(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(opening, 100_000)))));

    [Fact]
    public void Whatever_becomes_of_an_answer_it_is_read_whole_or_not_at_all()
    {
        var changed = from changes in Gen.NonEmptyListOf(Gen.Zip(Gen.Choose(0, s_tool.Length - 1), Gen.Choose(0, 255)))
                      from length in Gen.Choose(s_tool.Length - 2, s_tool.Length)
                      select changes.Aggregate(s_tool.ToArray(), (json, change) =>
                      {
                          json[change.Item1] = (byte)change.Item2;
                          return json;
                      })[..length];
        Prop.ForAll(changed.ToArbitrary(), static json =>
        {
            try
            {
                // By what is written: nodes cannot be compared where a number's exponent is too large.
                return Body.Read(json) is not JsonObject read || Body.Write(read).AsSpan().SequenceEqual(Body.Write((JsonObject)Body.Read(Body.Write(read))!));
            }
            catch (JsonException)
            {
                return true;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true));
    }
}
