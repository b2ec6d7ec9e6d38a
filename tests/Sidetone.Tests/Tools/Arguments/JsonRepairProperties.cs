using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.Tools.Arguments;

namespace Sidetone.Tests.Tools.Arguments;

public sealed class JsonRepairProperties
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300).WithQuietOnSuccess(true);

    [Fact]
    public void Valid_JSON_is_never_touched() => Check(Objects(), json =>
    {
        ReadOnlyMemory<byte> text = Encoding.UTF8.GetBytes(json);
        return JsonRepair.TryRepair(text, out var repaired, out var made) && made == JsonRepairs.None && repaired.Equals(text);
    });

    [Fact]
    public void A_truncated_object_is_never_completed() => Check(Objects(), static json =>
    {
        var text = Encoding.UTF8.GetBytes(json);
        // From 1: nothing at all is a call without arguments.
        for (var length = 1; length < text.Length; length++)
        {
            if (JsonRepair.TryRepair(text.AsMemory(0, length), out _, out _))
                return false;
        }
        return true;
    });

    [Fact]
    public void A_truncated_object_in_another_notation_is_never_completed() => Check(Objects(), static json =>
    {
        var text = Encoding.UTF8.GetBytes("'" + json.Replace("\\", "\\\\").Replace("'", "\\'") + "'");
        for (var length = 1; length < text.Length; length++)
        {
            if (JsonRepair.TryRepair(text.AsMemory(0, length), out _, out _))
                return false;
        }
        return true;
    });

    [Fact]
    public void Nothing_makes_it_throw_and_what_it_gives_is_an_object() => Check(Rubbish(), static text =>
    {
        if (!JsonRepair.TryRepair(Encoding.UTF8.GetBytes(text), out var repaired, out _))
            return true;
        return JsonElement.Parse(repaired.Span).ValueKind == JsonValueKind.Object;
    });

    private static void Check(Gen<string> texts, Func<string, bool> property) => Prop.ForAll(texts.ToArbitrary(), property).Check(s_config);

    /// <summary>Pieces of JSON and of what models put around it, in any order.</summary>
    private static Gen<string> Rubbish() => Gen.Elements(
            "{", "}", "[", "]", ":", ",", "\"", "'", "“", "”", "\\", "\\u12", "a", "1", "-", ".5e", "true", "None", " ", "\n", "\u0002", "```", "```json", "<|x|>", "</s>", "[TOOL_CALLS]", "\"a\":", "{}", "é", "🐲", "null", "\uFEFF")
        .ListOf(12).Select(static pieces => string.Concat(pieces));

    private static Gen<string> Objects() => Members(3).Select(static o => o.ToJsonString());

    private static Gen<JsonNode> Members(int depth) =>
        from names in Gen.Elements("a", "b", "a b", "é", "'", "\"", "<|x|>").ListOf(3)
        from values in Values(depth - 1).ListOf(3)
        select (JsonNode)new JsonObject(names.Distinct().Zip(values, static (n, v) => KeyValuePair.Create(n, v?.DeepClone())));

    private static Gen<JsonNode?> Values(int depth)
    {
        var scalars = Gen.OneOf(
            Gen.Elements("", "x", "it's", "say \"hi\"", "}", "{\"a\":1}", "```", "\n", "None").Select(static t => (JsonNode?)JsonValue.Create(t)),
            Gen.Choose(-1000, 1000).Select(static n => (JsonNode?)JsonValue.Create(n)),
            Gen.Elements(true, false).Select(static b => (JsonNode?)JsonValue.Create(b)),
            Gen.Constant((JsonNode?)null));
        if (depth == 0)
            return scalars;
        return Gen.OneOf(
            scalars,
            Members(depth).Select(static o => (JsonNode?)o),
            Values(depth - 1).ListOf(2).Select(static items => (JsonNode?)new JsonArray([.. items.Select(static i => i?.DeepClone())])));
    }
}
