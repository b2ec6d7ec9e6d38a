using Sidetone.Tools.Arguments;

namespace Sidetone.Tests.Tools.Arguments;

public sealed class NearestNameTests
{
    [Theory]
    [InlineData("quantiy", "quantity")]
    [InlineData("QUANTITY", "quantity")]
    [InlineData("orderId", "order_id")]
    [InlineData("order-id", "order_id")]
    [InlineData("prcie", "price")]
    [InlineData("customer", null)]
    [InlineData("", null)]
    [InlineData("price", null)]
    public void A_slip_finds_the_name_that_was_meant(string written, string? meant) =>
        Assert.Equal(meant, NearestName.Find(written, ["quantity", "order_id", "price"]));

    [Theory]
    [InlineData("c", null)]
    [InlineData("A", "a")]
    [InlineData("no", null)]
    [InlineData("ids", "id")]
    public void Another_letter_makes_of_a_very_short_name_another_name(string written, string? meant) =>
        Assert.Equal(meant, NearestName.Find(written, ["a", "b", "to", "id"]));

    [Fact]
    public void The_same_but_for_case_and_separators_wins_over_fewer_letters_off() =>
        Assert.Equal("get_weather", NearestName.Find("getWeather", ["getWeathr", "get_weather"]));

    [Fact]
    public void A_very_long_name_is_no_slip() => Assert.Null(NearestName.Find(new string('a', 10_000), [new string('a', 9_999)]));
}
