using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sidetone.Tools;

namespace Sidetone.Tests.Tools;

public sealed class RawToolProperties
{
    private static readonly Tool s_tool = Tool.Create("t", "", """
        {"type":"object",
         "properties":{
           "a":{"type":"integer","default":1},
           "b":{"anyOf":[{"type":"boolean"},{"type":"array","items":{"type":"number"}},{"$ref":"#"}]},
           "c":{"enum":["x","Y",3]},
           "d":{"type":"string"},
           "e":{"type":"object","additionalProperties":{"type":["integer","null"]}}}}
        """, static _ => null);

    [Fact]
    public void Canonical_arguments_are_their_own_canonical_form() => Prop.ForAll(
        RandomJson.Object(["a", "b", "c", "d", "e", "z", "é"], ["1", "1.0", "10e-1", "\"1\"", "\"true\"", "true", "null", "\"X\"", "\"y\"", "\"é\"", "-0", "1e30", "[]", "{}", "\"\\u0041\""], 3).ToArbitrary(),
        static json =>
        {
            if (Canonical(json) is not { } once)
                return true;
            var reversed = "{" + string.Join(',', JsonElement.Parse(json).EnumerateObject().Reverse().Select(static m => m.ToString())) + "}";
            return Canonical(once) == once && Canonical(reversed) == once;
        }).Check(RandomJson.Settings);

    private static string? Canonical(string json)
    {
        if (s_tool.Bind(Encoding.UTF8.GetBytes(json), new ArgumentErrors()) is not { } call)
            return null;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            call.WriteArguments(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
