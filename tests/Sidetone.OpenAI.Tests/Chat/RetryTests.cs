using System.ClientModel;
using Microsoft.Extensions.AI;
using Sidetone.OpenAI.Tests.Scripted;

namespace Sidetone.OpenAI.Tests.Chat;

public class RetryTests
{
    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_server_in_trouble_is_asked_three_times_in_all(int status)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("{}", status));
        var time = new ImpatientTime();

        var failure = await Assert.ThrowsAnyAsync<ClientResultException>(() => server.Client(options => options with { Time = time }).AskAsync());

        Assert.Equal((status, 3, 2), (failure.Status, server.Requests.Count, time.Waits.Count));
        Assert.Single(server.Requests.Select(request => request.Body).Distinct());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public async Task How_often_is_an_option(int retries)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("{}", 503));

        await Assert.ThrowsAnyAsync<ClientResultException>(() => server.Client(options => options with { Retries = retries }).StreamAsync());

        Assert.Equal(retries + 1, server.Requests.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task A_request_that_is_wrong_is_not_sent_again(int status)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("{}", status));

        await Assert.ThrowsAnyAsync<ClientResultException>(() => server.Client().AskAsync());

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_recovers_answers_and_streams()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Json("{}", 503), Answers.Says("one"), Answers.Json("{}", 429), Answers.Events(Answers.Text("two"), Answers.Finish("stop")));

        Assert.Equal("one", (await server.Client().AskAsync()).Text);
        Assert.Equal("two", (await server.Client().StreamAsync()).ToChatResponse().Text);
    }

    [Fact]
    public async Task A_connection_torn_before_the_answer_is_tried_again()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Abort, Answers.Says("ok"));

        Assert.Equal("ok", (await server.Client().AskAsync()).Text);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("Fri, 20 Nov 2026 12:00:07 GMT")]
    public async Task The_wait_that_a_server_asks_for_is_kept(string retryAfter)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("{}", 429, ("Retry-After", retryAfter)), Answers.Says("ok"));
        var time = new ImpatientTime();

        Assert.Equal("ok", (await server.Client(options => options with { Time = time }).AskAsync()).Text);
        Assert.Equal([TimeSpan.FromSeconds(7)], time.Waits);
    }

    [Theory]
    [InlineData("11")]
    [InlineData("3600")]
    [InlineData("Fri, 20 Nov 2026 13:00:00 GMT")]
    public async Task A_server_that_asks_for_too_long_a_wait_is_not_asked_again(string retryAfter)
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("""{"error":{"message":"come back later"}}""", 429, ("Retry-After", retryAfter)));
        var time = new ImpatientTime();

        var failure = await Assert.ThrowsAnyAsync<ClientResultException>(() => server.Client(options => options with { Time = time }).AskAsync());

        Assert.Equal("Too many requests, or the quota is used up (429): come back later", failure.Message);
        Assert.Single(server.Requests);
        Assert.Empty(time.Waits);
    }

    [Fact]
    public async Task No_wait_is_longer_than_the_longest()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Json("{}", 503));
        var time = new ImpatientTime();
        var longest = TimeSpan.FromSeconds(1);

        await Assert.ThrowsAnyAsync<ClientResultException>(
            () => server.Client(options => options with { Time = time, Retries = 6, LongestRetryDelay = longest }).AskAsync());

        Assert.Equal(6, time.Waits.Count);
        Assert.All(time.Waits, wait => Assert.True(wait <= longest, $"{wait} is too long"));
    }
}
