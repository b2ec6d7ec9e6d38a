using Sidetone.ElevenLabs.Catalogue;
using static Sidetone.ElevenLabs.Tests.Catalogue.ScriptedPlatform;

namespace Sidetone.ElevenLabs.Tests.Catalogue;

public sealed class RetryTests
{
    private const string Tool = """{"id":"t","tool_config":{"type":"client"}}""";

    private static Task<StoredTool> Get(ElevenLabsClient client) => client.Tools.GetAsync("t", cancellationToken: Cancel);

    private static Task<StoredTool> Create(ElevenLabsClient client) => client.Tools.CreateAsync(new ClientToolConfig("x", "d"), cancellationToken: Cancel);

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Reading_is_tried_again_after_one_second_and_two_each_a_tenth_more_or_less(int status)
    {
        var platform = new ScriptedPlatform(Status(status), Status(status), Json(Tool));
        var tool = Get(platform.Client());
        Assert.Single(platform.Requests);
        platform.Time.Advance(TimeSpan.FromSeconds(0.89));
        Assert.Single(platform.Requests);
        platform.Time.Advance(TimeSpan.FromSeconds(0.22));
        Assert.Equal(2, platform.Requests.Count);
        platform.Time.Advance(TimeSpan.FromSeconds(1.58));
        Assert.Equal(2, platform.Requests.Count);
        platform.Time.Advance(TimeSpan.FromSeconds(0.62));
        Assert.Equal("t", (await tool).Id);
        Assert.Equal(3, platform.Requests.Count);
    }

    [Theory]
    [InlineData("5", 5)]
    [InlineData("0.5", 0.5)]
    [InlineData("3600", 60)]
    [InlineData("Thu, 01 Jan 2026 00:00:07 GMT", 7)]
    [InlineData("Wed, 31 Dec 2025 00:00:00 GMT", 0)]
    [InlineData("-3", 0)]
    public async Task A_server_that_says_when_is_asked_again_then_but_within_a_minute(string retryAfter, double seconds)
    {
        var platform = new ScriptedPlatform(Status(429, ("Retry-After", retryAfter)), Json(Tool));
        var tool = Create(platform.Client());
        if (seconds > 0)
        {
            platform.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
            Assert.Single(platform.Requests);
            platform.Time.Advance(TimeSpan.FromMilliseconds(1));
        }
        Assert.Equal("t", (await tool).Id);
        Assert.Equal(platform.Requests[0].Body, platform.Requests[1].Body);
    }

    [Theory]
    [InlineData(null, "1767225607", 7)]         // the test begins at 1767225600
    [InlineData(null, "1767229999", 60)]
    [InlineData("3", "1767225607", 3)]
    public async Task A_server_that_says_when_it_counts_anew_is_asked_again_then(string? retryAfter, string reset, double seconds)
    {
        (string, string)[] headers = retryAfter is null ? [("X-RateLimit-Reset", reset)] : [("X-RateLimit-Reset", reset), ("Retry-After", retryAfter)];
        var platform = new ScriptedPlatform(Status(429, headers), Json(Tool));
        Assert.Equal(1767225600, platform.Time.GetUtcNow().ToUnixTimeSeconds());
        var tool = Create(platform.Client());
        platform.Time.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Single(platform.Requests);
        platform.Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("t", (await tool).Id);
    }

    [Theory]
    [InlineData("1767225599")]
    [InlineData("soon")]
    public async Task A_moment_that_is_over_or_none_says_nothing(string reset)
    {
        var platform = new ScriptedPlatform(Status(429, ("X-RateLimit-Reset", reset)), Json(Tool));
        var tool = Create(platform.Client());
        platform.Time.Advance(TimeSpan.FromSeconds(0.89));
        Assert.Single(platform.Requests);
        platform.Time.Advance(TimeSpan.FromSeconds(0.22));
        Assert.Equal("t", (await tool).Id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void A_time_that_is_none_is_refused_in_words(long ticks)
    {
        var time = ticks < 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromTicks(ticks);
        var refused = Assert.Throws<ArgumentException>(() => new ElevenLabsClient(new ElevenLabsOptions { ApiKey = "", Timeout = time }));
        Assert.StartsWith($"Timeout is {(ticks < 0 ? "infinite" : time)}; it must be more than 0 and at most 1 day", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_when_reading()
    {
        var platform = new ScriptedPlatform(Fails(HttpRequestError.ResponseEnded), _ => throw new IOException("cut"), Json(Tool));
        var tool = Get(platform.Client());
        platform.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal("t", (await tool).Id);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_makes_or_changes_is_not_tried_again_when_it_may_have_happened(int status)
    {
        var platform = new ScriptedPlatform(Status(status, ("Retry-After", "1")));
        Assert.Equal(status, (await Assert.ThrowsAsync<ElevenLabsException>(() => Create(platform.Client()))).Status);
        await Assert.ThrowsAsync<ElevenLabsException>(() => platform.Client().Agents.PatchAsync("a", new AgentPatch { Name = "n" }, cancellationToken: Cancel));
        Assert.Equal(["POST", "PATCH"], platform.Requests.Select(request => request.Method));
    }

    [Fact]
    public async Task What_makes_is_tried_again_only_when_no_connection_stood()
    {
        var cut = new ScriptedPlatform(Fails(HttpRequestError.ResponseEnded));
        var failure = await Assert.ThrowsAsync<ElevenLabsException>(() => Create(cut.Client()));
        Assert.Equal((0, HttpRequestError.ResponseEnded), (failure.Status, failure.HttpRequestError));
        Assert.Single(cut.Requests);

        var absent = new ScriptedPlatform(Fails(HttpRequestError.ConnectionError), Json(Tool));
        var tool = Create(absent.Client());
        absent.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("t", (await tool).Id);
    }

    [Fact]
    public async Task After_the_last_attempt_the_failure_is_told()
    {
        var platform = new ScriptedPlatform(Json("""{"detail":{"status":"system_busy","message":"Later."}}""", 503));
        var tool = Get(platform.Client());
        platform.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("system_busy", (await Assert.ThrowsAsync<ElevenLabsException>(() => tool)).Code);
        Assert.Equal(3, platform.Requests.Count);

        var none = new ScriptedPlatform(Status(503));
        await Assert.ThrowsAsync<ElevenLabsException>(() => Get(none.Client(retries: 0)));
        Assert.Single(none.Requests);
    }

    [Fact]
    public async Task What_a_lost_attempt_deleted_counts_as_deleted()
    {
        var lost = new ScriptedPlatform(Status(502), Status(404));
        var deleted = lost.Client().Tools.DeleteAsync("t", cancellationToken: Cancel);
        lost.Time.Advance(TimeSpan.FromSeconds(2));
        await deleted;
        Assert.Equal(2, lost.Requests.Count);

        var refused = new ScriptedPlatform(Status(429), Status(404));
        var absent = refused.Client().Tools.DeleteAsync("t", cancellationToken: Cancel);
        refused.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(404, (await Assert.ThrowsAsync<ElevenLabsException>(() => absent)).Status);
    }

    [Fact]
    public async Task The_callers_token_ends_a_wait_between_attempts()
    {
        using var cancel = new CancellationTokenSource();
        var platform = new ScriptedPlatform(Status(503));
        var tool = platform.Client().Tools.GetAsync("t", cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => tool);
        Assert.Single(platform.Requests);
    }

    [Fact]
    public async Task A_server_that_is_silent_for_too_long_is_given_up()
    {
        using var silent = new SilentPlatform();
        var time = new Sidetone.Testing.VirtualTime();
        var client = new ElevenLabsClient(silent, new ElevenLabsOptions { ApiKey = Key, Time = time });
        var tool = Get(client);
        time.Advance(TimeSpan.FromSeconds(239));
        Assert.False(tool.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Contains("240 s", (await Assert.ThrowsAsync<TimeoutException>(() => tool)).Message, StringComparison.Ordinal);

        using var cancel = new CancellationTokenSource();
        var other = client.Tools.GetAsync("t", cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        Assert.Equal(cancel.Token, (await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other)).CancellationToken);
    }

    private sealed class SilentPlatform : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("never");
        }
    }
}
