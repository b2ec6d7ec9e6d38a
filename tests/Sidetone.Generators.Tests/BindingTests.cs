using Sidetone.Generators.Tests.Samples;

namespace Sidetone.Generators.Tests;

public sealed class BindingTests
{
    private static Tool Named(string name) => Types.Tools.Named(name);

    [Fact]
    public void Numbers_are_read_where_that_is_exact()
    {
        Assert.Equal("""{"a":-1,"b":2,"c":3,"d":4,"e":5,"f":6,"g":7,"h":8,"i":1.5,"j":2.5,"k":1.1}""",
            Named("numbers").Canonical("""{"a":-1,"b":"2","c":3.0,"d":4e0,"e":"5","f":6,"g":7,"h":8,"i":"1.5","j":2.5,"k":"1.10"}"""));
        Assert.Equal("""
            a must be between -128 and 127, not 300
            b must be a whole number, not 2.5
            c must be a whole number, not "x"
            d must be between 0 and 65535, not -1
            e must be between -2147483648 and 2147483647, not 1e99
            f must be a whole number, not "0x10"
            g must be a whole number, not null
            h must be a whole number, not true
            """.ReplaceLineEndings("\n"),
            Named("numbers").Errors("""{"a":300,"b":2.5,"c":"x","d":-1,"e":1e99,"f":"0x10","g":null,"h":true,"i":1,"j":2,"k":3}"""));
        Assert.Equal("j must be a number, not 1e999\nk must be a number, not \"NaN\"",
            Named("numbers").Errors("""{"a":1,"b":2,"c":3,"d":1,"e":1,"f":1,"g":1,"h":18446744073709551615,"i":1,"j":1e999,"k":"NaN"}"""));
    }

    [Fact]
    public void Texts_are_read()
    {
        var id = Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e");
        Assert.Equal($$"""{"text":"12","letter":"x","yes":true,"id":"{{id}}","link":"https://a.b/c","bytes":"AQI=","maybe":null}""",
            Named("texts").Canonical($$"""{"text":12,"letter":"x","yes":"true","id":"{{id}}","link":"https://a.b/c","bytes":"AQI=","maybe":null}"""));
        Assert.Equal("""
            text must be a text, not null
            letter must be one character, not "xy"
            yes must be true or false, not 1
            id must be a UUID, not "1"
            link must be an absolute URL, not "/c"
            bytes must be base64
            maybe is required
            """.ReplaceLineEndings("\n"),
            Named("texts").Errors("""{"text":null,"letter":"xy","yes":1,"id":"1","link":"/c","bytes":"?"}"""));
    }

    [Fact]
    public void What_is_given_twice_is_refused_because_nobody_can_know_which_was_meant()
    {
        Assert.Equal("a is given more than once\nl is given more than once", Named("defaults").Errors("""{"a":null,"a":1,"l":[],"l":null}"""));
        Assert.Equal("a is given more than once", Named("defaults").Errors("""{"a":1,"\u0061":1}"""));
        Assert.Equal("by.kind is given more than once", Named("pay").Errors("""{"by":{"kind":"card","kind":"cash","number":"1"}}"""));
        Assert.Equal("""
            root.name is given more than once
            root.children is given more than once
            point.x is given more than once
            settings.fast is given more than once
            root is given more than once
            """.ReplaceLineEndings("\n"),
            Named("objects").Errors("""{"root":{"name":"a","name":"b","children":[],"children":null},"point":{"x":1,"x":1,"y":2},"settings":{"max_items":1,"fast":null,"fast":true},"root":{"a":1}}"""));
        Assert.Equal("a.k is given more than once\nb gives 'x' more than once\nc gives 'z' more than once",
            Named("maps").Errors("""{"a":{"k":1,"k":{"l":2}},"b":[{"x":1},{"x":1,"x":2}],"c":{"y":{"z":1,"z":1}}}"""));
    }

    [Fact]
    public void A_character_that_is_no_char_is_told_apart_from_two() => Assert.Equal(
        "letter must be one character of a single UTF-16 unit, so no emoji and no combined one, not \"😀\"",
        Named("texts").Errors("""{"text":"","letter":"😀","yes":true,"id":"0f8fad5b-d9cb-469f-a165-70867728950e","link":"https://a.b/c","bytes":"","maybe":null}"""));

    [Fact]
    public void Times_are_read_without_any_machines_zone()
    {
        Assert.Equal("""{"at":"2026-03-14T15:00:00","exactly":"2026-03-14T15:00:00+01:00","day":"2026-03-14","time":"15:30:00","length":"PT1H30M"}""",
            Named("times").Canonical("""{"at":"2026-03-14T15:00","exactly":"2026-03-14T15:00:00+01:00","day":"2026-03-14","time":"15:30","length":"01:30:00"}"""));
        Assert.Equal("""{"at":"2026-03-14T14:00:00Z","exactly":"2026-03-14T15:00:00+00:00","day":"2026-03-14","time":"15:30:00.5","length":"-P1DT2H"}""",
            Named("times").Canonical("""{"at":"2026-03-14T15:00:00+01:00","exactly":"2026-03-14T15:00:00Z","day":"2026-03-14","time":"15:30:00.5","length":"-P1DT2H"}"""));
        Assert.Equal("""
            at must be a date and time like 2026-03-14T15:00:00, not "tomorrow"
            exactly must be a date and time with an offset like 2026-03-14T15:00:00+01:00, not "2026-03-14T15:00:00"
            day must be a date like 2026-03-14, not "14.3.2026"
            time must be a time of day like 15:30 or 15:30:00, not "3 pm"
            length must be a duration like PT1H30M or 01:30:00, not "P1M"
            """.ReplaceLineEndings("\n"),
            Named("times").Errors("""{"at":"tomorrow","exactly":"2026-03-14T15:00:00","day":"14.3.2026","time":"3 pm","length":"P1M"}"""));
    }

    [Fact]
    public void Collections_are_read_with_the_path_of_what_is_wrong()
    {
        Assert.Equal("""{"a":[1],"b":["x"],"c":[null,2],"d":["Red","light-blue"],"e":[1,2],"f":[3],"g":[[1],[]]}""",
            Named("collections").Canonical("""{"a":["1"],"b":["x"],"c":[null,2],"d":["red","LIGHT-BLUE"],"e":[1,2,1],"f":[3],"g":[[1],[]]}"""));
        Assert.Equal("""
            a must be a list, not 1
            b[1] must be a text, not true
            d[0] must be one of 'Red' or 'light-blue', not "lightblu"; did you mean 'light-blue'?
            g[1][0] must be a whole number, not "x"
            """.ReplaceLineEndings("\n"),
            Named("collections").Errors("""{"a":1,"b":["x",true],"c":[],"d":["lightblu"],"e":[],"f":[],"g":[[],["x"]]}"""));
    }

    [Fact]
    public void Dictionaries_and_any_JSON_are_read()
    {
        Assert.Equal("""{"a":{"x":1,"y":2},"b":{"any":[1]},"c":null}""", Named("maps").Canonical("""{"a":{"y":2,"x":1},"b":{"any":[1]},"c":null}"""));
        Assert.Equal("a.y must be a whole number, not []".Replace("[]", "a list", StringComparison.Ordinal), Named("maps").Errors("""{"a":{"y":[]},"b":1,"c":1}"""));
    }

    [Fact]
    public void Objects_are_read_with_what_they_left_out()
    {
        Assert.Equal("""{"root":{"name":"a","children":[{"name":"b","children":[]}]},"point":{"x":1,"y":2.5},"settings":{"max_items":3,"fast":true}}""",
            Named("objects").Canonical("""{"root":{"name":"a","children":[{"name":"b"}]},"point":{"x":1,"y":2.5},"settings":{"max_items":3,"fast":null}}"""));
        Assert.Equal("""
            root.children[0] has no property 'nam'; did you mean 'name'?
            root.children[0].name is required
            point.y is required
            settings.max_items is required
            The call has no property 'extra'; there is 'root', 'point' and 'settings'
            """.ReplaceLineEndings("\n").Replace("The call ", "", StringComparison.Ordinal),
            Named("objects").Errors("""{"root":{"name":"a","children":[{"nam":"b"}]},"point":{"x":1},"settings":{},"extra":[{}]}"""));
        Assert.Equal("root must be an object, not \"x\"\npoint must be an object, not null\nsettings is required", Named("objects").Errors("""{"root":"x","point":null}"""));
    }

    [Fact]
    public void A_case_of_a_union_is_found_wherever_its_discriminator_stands()
    {
        Assert.Equal("""{"by":{"kind":"card","number":"1"}}""", Named("pay").Canonical("""{"by":{"number":"1","kind":"card"}}"""));
        Assert.Equal("""by.kind must be one of 'card' or 'cash', not "cheque" """.Trim(), Named("pay").Errors("""{"by":{"kind":"cheque"}}"""));
        Assert.Equal("by.kind is required: it must be one of 'card' or 'cash'", Named("pay").Errors("""{"by":{"number":"1"}}"""));
        Assert.Equal("by.amount must be between 0 and 1000, not -1", Named("pay").Errors("""{"by":{"kind":"cash","amount":-1}}"""));
        Assert.Equal("by must be an object, not 1", Named("pay").Errors("""{"by":1}"""));
    }

    [Fact]
    public void Null_and_nothing_stand_for_the_default()
    {
        const string All = """{"a":5,"b":"x\"y","c":"light-blue","d":null,"e":null,"f":1.5,"g":2.5,"h":true,"i":-9223372036854775808,"j":"z","k":"PT0S","l":[]}""";
        Assert.Equal(All, Named("defaults").Canonical("{}"));
        Assert.Equal(All, Named("defaults").Canonical("""{"a":null,"b":null,"c":null,"d":null,"e":null,"f":null,"g":null,"h":null,"i":null,"j":null,"k":null,"l":null}"""));
        Assert.Equal(All, Named("defaults").Canonical(All));
    }

    [Fact]
    public void Of_what_may_be_null_null_is_null_and_no_default()
    {
        Assert.Equal("""{"most":10,"note":"none","colour":"Red","upper":null}""", Named("nullables").Canonical("{}"));
        const string Nothing = """{"most":null,"note":null,"colour":null,"upper":{"level":null,"depth":null}}""";
        Assert.Equal(Nothing, Named("nullables").Canonical("""{"most":null,"note":null,"colour":null,"upper":{"level":null,"depth":null}}"""));
        Assert.Equal(Nothing, Named("nullables").Canonical(Nothing));
        Assert.Equal("""{"most":10,"note":"none","colour":"Red","upper":{"level":5,"depth":4}}""", Named("nullables").Canonical("""{"upper":{}}"""));
        Assert.Equal("most must be between 1 and 50, not 0", Named("nullables").Errors("""{"most":0,"note":null}"""));
    }

    [Fact]
    public void Limits_are_kept()
    {
        Assert.Equal("""
            a must be between 1 and 9, not 12
            b must be more than 0.5 and at most 2, not 0.5
            c must have 2 to 4 characters, not 1
            d must match [a-z]+, not "ab1"
            e must be one of "x", "y"
            f must not be 3
            g must be an e-mail address, not "a"
            h must be a URL like https://example.com, not "b"
            """.ReplaceLineEndings("\n"),
            Named("limits").Errors("""{"a":12,"b":0.5,"c":"a","d":"ab1","e":"z","f":3,"g":"a","h":"b"}"""));
        Assert.Equal("i must not be empty\nj must have at most 2 items, not 3\nk must not be \"Red\"", Named("limits").Errors("""{"i":" ","j":[1,2,3],"k":"red"}"""));
        Assert.Equal("d must match [a-z]+, not \"ab\n\"", Named("limits").Errors("""{"d":"ab\n"}"""));
        Assert.Equal("slow takes too long to compare with (a+)+b", Named("limits").Errors($$"""{"slow":"{{new string('a', 40)}}"}"""));
    }

    [Fact]
    public void Names_that_are_keywords_are_names() =>
        Assert.Equal("""{"class":1,"event":2,"run":3,"writer":4,"reader":5}""", Named("keywords").Canonical("""{"reader":5,"class":1,"event":2,"run":3,"writer":4}"""));

    [Fact]
    public async Task What_the_model_does_not_hand_over_comes_from_the_run()
    {
        var services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
        Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton(services, new OrderBook());
        await using var provider = Microsoft.Extensions.DependencyInjection.ServiceCollectionContainerBuilderExtensions.BuildServiceProvider(services);
        await using var executor = new ToolExecutor(Types.Tools, provider);
        var result = await executor.CallAsync("injected", """{"a":1}""", TestContext.Current.CancellationToken);
        Assert.Equal("completed: 1 injected True True True 0 True", result.ToString());
        Assert.Equal("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"]}""", Named("injected").Schema());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}x")]
    [InlineData("""{"a":1,}""")]
    public void Malformed_JSON_is_an_exception_of_its_own(string arguments) =>
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => Named("defaults").Errors(arguments));

    [Fact]
    public void Arguments_are_an_object() => Assert.Equal("must be an object, not a list", Named("defaults").Errors("[1]"));

    // A caller's default may be what JSON cannot say; its canonical form is null, which is read as that default again.
    [Fact]
    public async Task A_default_without_JSON_is_kept_and_written_as_null()
    {
        var tool = Unwritten.Tools.Named("defaults");
        var canonical = tool.Canonical("""{"report":{}}""");
        Assert.Equal("""{"report":{"grade":null,"points":null},"grade":null,"points":null,"more":null}""", canonical);
        Assert.Equal(canonical, tool.Canonical(canonical));
        await using var executor = new ToolExecutor(Unwritten.Tools);
        Assert.Equal("completed: 7", (await executor.CallAsync("defaults", canonical, TestContext.Current.CancellationToken)).ToString());
    }

    [Fact]
    public void A_float_is_within_the_bound_that_it_equals()
    {
        Assert.Equal("""{"a":0.3}""", Unwritten.Tools.Named("third").Canonical("""{"a":0.3}"""));
        Assert.Equal("a must be between 0.1 and 0.3, not 0.31", Unwritten.Tools.Named("third").Errors("""{"a":0.31}"""));
    }

    [Theory]
    [InlineData("texts", """{"\ud83d":1}""")]
    [InlineData("texts", """{"text":{"\ud83d":1}}""")]
    [InlineData("texts", """{"bytes":"\ud83d"}""")]
    [InlineData("texts", """{"letter":"\ud83d"}""")]
    [InlineData("numbers", """{"a":"\ud83d"}""")]
    [InlineData("times", """{"at":"\ud83d"}""")]
    [InlineData("pay", """{"by":{"kind":"\ud83d"}}""")]
    [InlineData("pay", """{"by":{"\ud83d":1,"kind":"cash"}}""")]
    [InlineData("collections", """{"d":["\ud83d"]}""")]
    [InlineData("maps", """{"a":{"\ud83d":1}}""")]
    public void Half_a_character_is_wrong_wherever_it_stands(string name, string arguments) =>
        Assert.NotEmpty((name == "maps" ? Corpus.Tools.Named("open") : Named(name)).Errors(arguments));
}
