using System.Text.Json;

namespace Sidetone.Cli.Tests;

public sealed class ChatTests
{
    [Fact]
    public async Task A_pipe_is_answered_line_by_line_in_plain_text()
    {
        var ran = await Tool.RunAsync(
            """
            hello

            Where is order A-1027?
            Order two A-7
            Cancel order A-1031
            cancel my order
            A-1027
            What is 12 * (3 + 4)?
            convert 26.2 miles to km
            convert 2 kilograms to ounces
            days between 1 May and 3 June
            order 99 A-7
            what time is it in Atlantis
            list all orders
            """,
            ["chat"]);
        Assert.Equal(
            """
            you    hello
            agent  Hello. I am Sidetone's offline model: I only match words to tools. I can: find order, list orders, place order, cancel order, track parcel, calculate, convert units, days between and time in.
            you    Where is order A-1027?
                   find_order(orderId: "A-1027")                          completed · T
            agent  Order A-1027: status packed, items 1 × kettle A-7, total 24.90, leaves tomorrow.
            you    Order two A-7
                   place_order(sku: "A-7", quantity: 2)                   completed · T
            agent  Order A-1041 is placed: 2 × kettle A-7, 49.80 charged.
            you    Cancel order A-1031
                   cancel_order(orderId: "A-1031")                        refused · T
            agent  Order A-1031 has left the house and cannot be cancelled any more.
            you    cancel my order
            agent  To cancel order, I need the order id (as printed on the receipt, e.g. A-1027). What is it?
            you    A-1027
                   cancel_order(orderId: "A-1027")                        completed · T
            agent  Order A-1027 is cancelled, and 24.90 will be paid back.
            you    What is 12 * (3 + 4)?
                   calculate(expression: "12 * (3 + 4)")                  completed · T
            agent  That is 84.
            you    convert 26.2 miles to km
                   convert_units(amount: 26.2, unit: "mile", to: "km")    completed · T
            agent  26.2 mile is 42.165 km.
            you    convert 2 kilograms to ounces
                   convert_units(amount: 2, unit: "kilogram", to: "ounce")  completed · T
            agent  2 kilogram is 70.548 ounce.
            you    days between 1 May and 3 June
                   days_between(until: "2027-05-01", since: "2027-06-03") completed · T
            agent  33 days, from Saturday, 1 May 2027 to Thursday, 3 June 2027.
            you    order 99 A-7
                   place_order(sku: "A-7", quantity: 99)                  invalid arguments
            agent  That did not work: quantity must be between 1 and 9, not 99.
            you    what time is it in Atlantis
                   time_in(place: "Atlantis")                             refused · T
            agent  I know no time zone for Atlantis.
            you    list all orders
                   list_orders()                                          completed · T
            agent  List orders found 4: A-1027 is cancelled, A-1031 is shipped, A-1040 is shipped and A-1041 is packed.
            """,
            ran.Chat);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task The_first_line_names_the_model_and_the_tools() => Assert.StartsWith(
        "Sidetone · offline model (matches words; try --model openai:NAME) · 9 tools: find_order, list_orders, place_order,",
        (await Tool.RunAsync("chat", "--say", "hello")).Output,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("@Ada hello")]
    [InlineData("--json, hello")]
    public async Task What_is_said_is_said_however_it_begins(string text)
    {
        var ran = await Tool.RunAsync("chat", "--say", text);
        Assert.StartsWith($"you    {text}\nagent  ", ran.Chat, StringComparison.Ordinal);
        Assert.Equal((0, ""), (ran.ExitCode, ran.Error));
    }

    [Fact]
    public async Task Two_requests_in_a_sentence_run_at_once()
    {
        var ran = await Tool.RunAsync("chat", "--say", "Where is order A-1027, and what time is it in Tokyo?");
        Assert.Contains("       find_order(orderId: \"A-1027\")", ran.Chat, StringComparison.Ordinal);
        Assert.Contains("       time_in(place: \"Tokyo\")", ran.Chat, StringComparison.Ordinal);
        Assert.EndsWith("agent  Order A-1027: status packed, items 1 × kettle A-7, total 24.90, leaves tomorrow. In Tokyo it is 18:30 on Saturday.", ran.Chat, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_carrier_that_never_answers_times_out_and_is_said_so()
    {
        var ran = await Tool.RunAsync("chat", "--say", "Track parcel P-88", "--say", "Track parcel P-404");
        Assert.Equal(
            """
            you    Track parcel P-88
                   track_parcel(parcel: "P-88")                           completed · T
            agent  Parcel P-88 is on the van and arrives today.
            you    Track parcel P-404
                   track_parcel(parcel: "P-404")                          timed out · T
            agent  This took too long and was given up.
            """,
            ran.Chat);
    }

    [Fact]
    public async Task An_order_that_is_talked_over_is_placed_once_and_told_when_it_is_done()
    {
        var lines = new LinesInTime("Order two A-7", "What time is it in Tokyo?", "list orders");
        var ran = await Tool.RunAsync(lines, ["chat", "--talk-over"]);
        Assert.Single(Occurrences(ran.Chat, "completed · T\n", "place_order"));
        Assert.Contains("A-1041", ran.Chat, StringComparison.Ordinal);
        Assert.DoesNotContain("A-1042", ran.Chat, StringComparison.Ordinal);
        Assert.Contains("In Tokyo it is", ran.Chat, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_end_of_a_pipe_waits_for_what_was_talked_over()
    {
        var ran = await Tool.RunAsync(new LinesInTime("Order two A-7", "What time is it in Tokyo?"), ["chat", "--talk-over"]);
        Assert.Contains("Order A-1041 is placed: 2 × kettle A-7, 49.80 charged.", ran.Chat, StringComparison.Ordinal);
        Assert.StartsWith("agent  ", ran.Chat.Split('\n')[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_prints_the_events_as_a_file_holds_them()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("conversation.jsonl");
        var ran = await Tool.RunAsync("chat", "--json", "--record", path, "--say", "Where is A-1027?");
        Assert.Equal(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), ran.Output);
        var events = ran.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)).ToList();
        Assert.Equal(Enumerable.Range(1, events.Count), events.Select(e => e.GetProperty("seq").GetInt32()));
        var ended = events.Single(e => e.GetProperty("type").GetString() == "tool_call_ended");
        Assert.Equal("completed", ended.GetProperty("data").GetProperty("outcome").GetString());

        var replayed = await Tool.RunAsync("replay", path);
        Assert.Equal($"{events.Count} events replayed alike: 1 turn, 1 call.\n", replayed.Output);
    }

    [Fact]
    public async Task The_order_book_stays_in_a_file_and_a_key_orders_once()
    {
        using var folder = new TemporaryFolder();
        var path = folder.File("orders.db");
        await Tool.RunAsync("chat", "--data", path, "--say", "Order two A-7");
        Assert.Contains("A-1041 is packed", (await Tool.RunAsync("chat", "--data", path, "--say", "list orders")).Output, StringComparison.Ordinal);
        using var book = new Demo.OrderBook(new FastTime(), path);
        var first = book.Place("b-2", 1, "key");
        Assert.Equal(first, book.Place("B-2", 1, "key"));
        Assert.Equal(first, book.Placed("key"));
        Assert.Equal(5, book.All().Count);
    }

    private static IEnumerable<string> Occurrences(string text, string end, string start) =>
        text.Split('\n').Where(line => line.Trim().StartsWith(start, StringComparison.Ordinal) && line.EndsWith(end.Trim(), StringComparison.Ordinal));

    // Each line is there at once when the one before was read.
    private sealed class LinesInTime(params string[] lines) : TextReader
    {
        private int _next;

        public override Task<string?> ReadLineAsync() => Task.FromResult(_next < lines.Length ? lines[_next++] : null);
    }
}
