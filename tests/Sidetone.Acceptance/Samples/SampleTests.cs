namespace Sidetone.Acceptance.Samples;

/// <summary>The samples, run as their first lines say.</summary>
[Collection(Builds.Name)]
public sealed class SampleTests
{
    public static TheoryData<string, string> Samples => new()
    {
        {
            "01-hello", """
            10 minutes.
            boil_time({"egg":"Hard"}): completed

            """
        },
        {
            "02-effects", """
            first   interrupted: True, still running: 1
            second  duplicate
            Transfer is still running; I will tell you when it is done.
            50 went to Anna (key ends in :c1). It was not done twice.
            moved   50
            limit   900
            limit   500, taken back

            """
        },
        {
            "03-agents", """
            you        When are you open?
            reception  We are open from nine to five.
            you        I want to speak to billing
            billing    The caller is now with billing.
            you        What is open on my invoice R-7?
            billing    On R-7, 12.50 is open.
            you        Back to reception, please
            reception  The caller is now with reception.

            """
        },
        {
            "04-own-schema", """
            dim_lights({"room":"kitchen","percent":30}): completed
            play_song({"song":"So What"}): completed
            The kitchen is at 30 percent. Playing So What.
            dim_lights({"room":"hall","percent":300}): invalid_arguments
            That did not work: percent must be at most 100, not 300.

            """
        },
        {
            "05-client-tools", """
            agent  Hello, what can I do for you?
            you    What is 1 and 2 and 3.5?
                   calculate_sum: completed
            agent  That is 6.5.
            you    How is the weather in Paris?
                   fetch_weather: completed
            agent  Weather in Paris: 21 °C
            you    What is on account U-7?
                   get_account_balance: completed
            agent  Account balance for U-7: $1,234.56
            you    Pay 0 by card 4242.
                   process_payment: refused
            agent  No: Amount must be positive.
            you    Then pay 50 by card 1111.
                   process_payment: faulted
            agent  No: An internal error occurred. It may have taken effect all the same: do not repeat it, and say so honestly.
                   This program hung up.

            """
        },
        {
            "06-own-orders", """
            agent  Hello, what can I do for you?
            Ada    Where is order A-1027?
            agent  Order A-1027 is packed.
            Ada    Then cancel it.
            agent  Order A-1027 is cancelled.
            agent  Hello, what can I do for you?
            Ben    Where is order A-1027?
            agent  Ben has no order A-1027.
            Ben    Then cancel it.
            agent  Ben has no order A-1027.

            """
        },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task A_sample_prints_what_it_is_to_show(string name, string printed) =>
        Assert.Equal(printed, await Programs.StartAsync("dotnet", ["run", $"samples/{name}.cs"]));

    [Fact]
    public void Every_sample_is_run() =>
        Assert.Equal(
            Directory.GetFiles(Path.Combine(Repository.Root, "samples"), "*.cs").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal),
            Samples.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
}
