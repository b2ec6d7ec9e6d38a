namespace Sidetone.Tests.Offline;

/// <summary>One parameter, one sentence: what the offline model makes of it.</summary>
public sealed class ArgumentFillingTests
{
    [Theory]
    [InlineData("set level 7", "7")]
    [InlineData("set the level to -3", "-3")]
    [InlineData("set level seven", "7")]
    [InlineData("set level twenty-one please", "21")]
    [InlineData("set level ninety nine", "99")]
    [InlineData("set level one hundred and five", "105")]
    [InlineData("set level 1,250", "1250")]
    [InlineData("set level to a dozen", "12")]
    [InlineData("set level $40", "40")]
    [InlineData("set level minus five", "-5")]
    [InlineData("set level to minus 5", "-5")]
    [InlineData("set level two dozen", "24")]
    [InlineData("set level half a dozen", "6.0")]
    [InlineData("set level a hundred", "100")]
    [InlineData("set level three thousand two hundred and five", "3205")]
    [InlineData("set level one hundred and five thousand", "105000")]
    [InlineData("set level two hundred thousand", "200000")]
    [InlineData("set level 2 million", "2000000")]
    [InlineData("set level 1,250,000", "1250000")]
    [InlineData("set level 7.0", "7.0")]
    public Task A_whole_number_is_found_in_digits_or_words(string text, string value) => Fills("""{"type":"integer"}""", text, value);

    [Theory]
    [InlineData("set level 7.25", "7.25")]
    [InlineData("set level 15%", "15")]
    [InlineData("set level one point five", "1.5")]
    [InlineData("set level two and a half", "2.5")]
    [InlineData("set level 1.5 million", "1500000.0")]
    [InlineData("set level 1,250.50", "1250.50")]
    [InlineData("set level 5km", "5")]
    public Task A_number_is_found_with_its_fraction_or_unit(string text, string value) => Fills("""{"type":"number"}""", text, value);

    [Theory]
    [InlineData("set level 7.25")]
    [InlineData("set level to that one")]
    [InlineData("set level 3 May")]
    [InlineData("set level 3,1416")]
    [InlineData("set level 0,500")]
    [InlineData("set level 1.000,50")]
    [InlineData("set level 17:30")]
    public Task What_is_no_whole_number_is_asked_for(string text) => Asks("""{"type":"integer"}""", text);

    [Theory]
    [InlineData("set level today", "2026-11-21")]
    [InlineData("set level Tomorrow", "2026-11-22")]
    [InlineData("set level yesterday", "2026-11-20")]
    [InlineData("set level the day after tomorrow", "2026-11-23")]
    [InlineData("set level to friday", "2026-11-27")]
    [InlineData("set level next Saturday", "2026-11-28")]
    [InlineData("set level last Monday", "2026-11-16")]
    [InlineData("set level 2027-02-03", "2027-02-03")]
    [InlineData("set level 3.2.2027", "2027-02-03")]
    [InlineData("set level 24 December", "2026-12-24")]
    [InlineData("set level the 3rd of May", "2027-05-03")]
    [InlineData("set level May 3rd, 2028", "2028-05-03")]
    [InlineData("set level in two weeks", "2026-12-05")]
    [InlineData("set level 3 days ago", "2026-11-18")]
    public Task A_date_is_found_however_it_is_said(string text, string value) => Fills("""{"type":"string","format":"date"}""", text, $"\"{value}\"");

    [Theory]
    [InlineData("set level 30 February")]
    [InlineData("set level may")]
    [InlineData("set level 2026-13-01")]
    public Task What_is_no_date_is_asked_for(string text) => Asks("""{"type":"string","format":"date"}""", text);

    [Theory]
    [InlineData("set level 17:30", "17:30:00")]
    [InlineData("set level 5 pm", "17:00:00")]
    [InlineData("set level 5pm", "17:00:00")]
    [InlineData("set level 12 am", "00:00:00")]
    [InlineData("set level noon", "12:00:00")]
    public Task A_time_of_day_is_found(string text, string value) => Fills("""{"type":"string","format":"time"}""", text, $"\"{value}\"");

    [Theory]
    [InlineData("set level tomorrow at 5 pm", "2026-11-22T17:00:00\\u002B00:00")]
    [InlineData("set level 8:00", "2026-11-22T08:00:00\\u002B00:00")]
    [InlineData("set level Friday", "2026-11-27T00:00:00\\u002B00:00")]
    public Task A_moment_is_found_and_the_next_one_is_meant(string text, string value) => Fills("""{"type":"string","format":"date-time"}""", text, $"\"{value}\"");

    [Theory]
    [InlineData("set level 20 minutes", "PT20M")]
    [InlineData("set level two hours", "PT2H")]
    public Task A_duration_is_found(string text, string value) => Fills("""{"type":"string","format":"duration"}""", text, $"\"{value}\"");

    [Theory]
    [InlineData("set level intransit", "InTransit")]
    [InlineData("set level IN TRANSIT", "InTransit")]
    [InlineData("set level in-transit", "InTransit")]
    [InlineData("set level deliveries", "Delivery")]
    public Task One_of_several_values_is_found_in_any_case(string text, string value) => Fills("""{"enum":["InTransit","Delivery"]}""", text, $"\"{value}\"");

    [Theory]
    [InlineData("set level a-1027", "A-1027")]
    [InlineData("set level A-1027.", "A-1027")]
    public Task A_text_of_a_pattern_is_found(string text, string value) => Fills("""{"type":"string","pattern":"^[A-Z]-\\d{4}$"}""", text, $"\"{value}\"");

    [Theory]
    [InlineData("set level TK421")]
    [InlineData("set level ")]
    public Task What_does_not_fit_a_pattern_is_asked_for(string text) => Asks("""{"type":"string","pattern":"^[A-Z]-\\d{4}$"}""", text);

    [Theory]
    [InlineData("set level \"a b, c\"", "a b, c")]
    [InlineData("set level ‘it’s’", "it’s")]
    [InlineData("set level TK-421", "TK-421")]
    [InlineData("set level for New York, please", "New York")]
    [InlineData("Tokyo level", "Tokyo")]
    [InlineData("set level to something new", "something new")]
    [InlineData("set the level of Anna's phone", "Anna")]
    public Task A_free_text_is_what_is_left(string text, string value) => Fills("""{"type":"string"}""", text, JsonQuoted(value));

    [Theory]
    [InlineData("set level me@example.com!", "me@example.com")]
    public Task An_address_is_found(string text, string value) => Fills("""{"type":"string","format":"email"}""", text, $"\"{value}\"");

    [Theory]
    [InlineData("set level yes", "true")]
    [InlineData("set level no", "false")]
    [InlineData("set it without level", "false")]
    public Task Yes_and_no_and_without_are_true_and_false(string text, string value) => Fills("""{"type":"boolean"}""", text, value);

    [Fact]
    public Task The_items_of_a_list_are_found() => Fills("""{"type":"array","items":{"type":"integer"}}""", "set level 1, 2, 3", "[1,2,3]");

    [Fact]
    public async Task A_null_stands_for_a_default_where_all_is_required() =>
        Assert.Equal("set_level(level: null)", await new Talk(Level("""{"type":["integer","null"]}""")).SayAsync("set level"));

    [Fact]
    public async Task References_and_unions_with_null_are_followed()
    {
        var tool = Microsoft.Extensions.AI.AIFunctionFactory.CreateDeclaration("set_level", "Sets it.", System.Text.Json.JsonElement.Parse(
            """{"type":"object","properties":{"level":{"anyOf":[{"$ref":"#/$defs/Level"},{"type":"null"}]}},"required":["level"],"$defs":{"Level":{"enum":["Low","High"]}}}"""));
        Assert.Equal("set_level(level: \"High\")", await new Talk(tool).SayAsync("set the level high"));
    }

    [Theory]
    [InlineData("convert 5 km to mile", "convert(amount: 5, unit: \"km\", to: \"mile\")")]
    [InlineData("convert to mile 5 km", "convert(amount: 5, unit: \"km\", to: \"mile\")")]
    [InlineData("how many miles is 5 km, convert it", "convert(amount: 5, unit: \"mile\", to: \"km\")")]
    public async Task A_word_before_a_value_says_which_parameter_is_meant(string text, string call)
    {
        const string Unit = """{"enum":["km","mile"]}""";
        var tool = Talk.Tool("convert", "Converts units.", $"\"amount\":{{\"type\":\"number\"}},\"unit\":{Unit},\"to\":{Unit}", "amount unit to");
        var actual = await new Talk(tool).SayAsync(text);
        Assert.Equal(call, actual);
    }

    [Fact]
    public async Task Defaults_are_left_out()
    {
        var tool = Talk.Tool("order_tea", "Orders tea.", "\"sort\":{\"type\":\"string\"},\"cups\":{\"type\":\"integer\",\"default\":1},\"note\":{\"type\":\"string\"}", "sort");
        Assert.Equal("order_tea(sort: \"Assam\")", await new Talk(tool).SayAsync("order tea: Assam"));
        Assert.Equal("order_tea(sort: \"Assam\", cups: 3)", await new Talk(tool).SayAsync("order 3 cups of Assam tea"));
    }

    [Theory]
    [InlineData("set level 1.1.0001 at 5:00")]
    [InlineData("set level 31 December 9999 at 23:00")]
    public Task A_moment_at_the_edge_of_time_is_asked_for(string text) => Asks("""{"type":"string","format":"date-time"}""", text);

    [Fact(Timeout = 30_000)]
    public Task A_pattern_that_takes_for_ever_is_given_up() => Asks("""{"type":"string","pattern":"^(a+)+$"}""", "set level " + string.Join(' ', Enumerable.Repeat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-b", 50)));

    [Fact]
    public Task Half_a_character_fills_as_the_sign_for_one() => Fills("""{"type":"string"}""", "set level \"a\ud83db\"", JsonQuoted("a\uFFFDb"));

    private static string JsonQuoted(string value) => $"\"{System.Text.Json.JsonEncodedText.Encode(value)}\"";

    private static Microsoft.Extensions.AI.AIFunctionDeclaration Level(string schema) => Talk.Tool("set_level", "Sets it.", $"\"level\":{schema}", "level");

    private static async Task Fills(string schema, string text, string value) =>
        Assert.Equal($"set_level(level: {value})", await new Talk(Level(schema)).SayAsync(text));

    private static async Task Asks(string schema, string text) =>
        Assert.StartsWith("To set level, I need the level", await new Talk(Level(schema)).SayAsync(text), StringComparison.Ordinal);
}
