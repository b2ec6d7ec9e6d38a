using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

/// <summary>Whoever listens to a call, and fails: the call's outcome is not theirs to take.</summary>
public sealed class ListenerTests
{
    private static readonly AsyncLocal<bool> s_isWatched = new();

    [Fact]
    public async Task A_logger_that_throws_costs_no_call_its_outcome()
    {
        foreach (var isEnabledThrows in new[] { true, false })
        {
            var tool = new TestTool("fails", (_, _) => throw new InvalidOperationException("broken"));
            await using var executor = new ToolExecutor([tool], options: new() { LoggerFactory = new Grumpy(isEnabledThrows) });
            Assert.Equal(Outcome.Faulted, (await executor.CallAsync("fails", "{}", TestContext.Current.CancellationToken)).Outcome);
        }
    }

    [Fact]
    public async Task A_logger_that_throws_costs_no_turn_its_end()
    {
        var model = new ScriptedModel().Calls("looks").Says("Done.");
        await using var test = await SessionTest.StartAsync(
            new Agent("x") { Tools = [TestTool.Returns("looks", "there")] }, model, options: o => o with { LoggerFactory = new Grumpy(false) });
        Assert.Equal("Done.", (await test.Session.RunAsync("Look.")).Text);
        Assert.Equal(TimeSpan.Zero, test.Time.Elapsed);
    }

    [Theory]
    [InlineData("sample")]
    [InlineData("start")]
    [InlineData("stop")]
    public async Task An_activity_listener_that_throws_costs_neither_call_nor_turn_its_end(string where)
    {
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Sidetone",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => Throw("sample") ? default : ActivitySamplingResult.AllData,
            ActivityStarted = _ => Throw("start"),
            ActivityStopped = _ => Throw("stop"),
        };
        ActivitySource.AddActivityListener(listener);
        s_isWatched.Value = true;
        var before = Activity.Current;
        var model = new ScriptedModel().Calls("looks").Says("Done.");
        await using var session = new AgentSession(model, new Agent("x") { Tools = [TestTool.Returns("looks", "there")] });
        var result = await session.RunAsync("Look.", TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal((Outcome.Completed, "Done."), (result.Calls[0].Outcome, result.Text));
        Assert.Same(before, Activity.Current);

        bool Throw(string at) => at == where && s_isWatched.Value ? throw new InvalidOperationException("The listener broke.") : false;
    }

    [Fact]
    public async Task A_name_that_a_model_invents_is_no_tag_of_a_metric()
    {
        var names = new ConcurrentQueue<string?>();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listener = new MeterListener { InstrumentPublished = (instrument, me) => { if (instrument.Name == "sidetone.tool.calls") me.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) =>
        {
            names.Enqueue((string?)tags[0].Value);
            if (tags[0].Value is "_OTHER" or "invented_by_a_model")
                told.TrySetResult();
        });
        listener.Start();
        await using var executor = new ToolExecutor([]);
        Assert.Equal(Outcome.UnknownTool, (await executor.CallAsync("invented_by_a_model", "{}", TestContext.Current.CancellationToken)).Outcome);
        await told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("invented_by_a_model", names);
    }

    [Fact]
    public async Task A_meter_listener_that_throws_costs_no_call_its_outcome()
    {
        using var listener = new MeterListener { InstrumentPublished = (instrument, me) => { if (instrument.Meter.Name == "Sidetone") me.EnableMeasurementEvents(instrument); } };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => Throw(tags));
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Throw(tags));
        listener.Start();
        await using var executor = new ToolExecutor([TestTool.Returns("unlucky", "there")]);
        Assert.Equal(Outcome.Completed, (await executor.CallAsync("unlucky", "{}", TestContext.Current.CancellationToken)).Outcome);

        static void Throw(ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            foreach (var tag in tags)
            {
                if (tag.Value is "unlucky")
                    throw new InvalidOperationException("The listener broke.");
            }
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task A_handler_that_stops_when_the_caller_speaks_is_no_error_of_the_log_and_one_that_breaks_is(bool stops, int errors)
    {
        var log = new Attentive();
        var started = new TaskCompletionSource();
        var tool = new TestTool("looks", async (_, run) =>
        {
            started.SetResult();
            await Task.Delay(Timeout.Infinite, run.CancellationToken).ContinueWith(_ => { }, TaskScheduler.Default);
            throw stops ? new OperationCanceledException(run.CancellationToken) : new InvalidOperationException("broken");
        }, new() { Effect = Effect.ReadOnly });
        await using var executor = new ToolExecutor([tool], options: new() { LoggerFactory = log });
        var looking = executor.CallAsync("looks", "{}", TestContext.Current.CancellationToken);
        await started.Task;
        executor.Interrupt();
        Assert.Equal(stops ? Outcome.Cancelled : Outcome.Faulted, (await looking).Outcome);
        Assert.Equal(errors, log.Errors);
    }

    private sealed class Attentive : ILoggerFactory, ILogger
    {
        public int Errors { get; private set; }

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Errors += logLevel >= LogLevel.Error ? 1 : 0;
    }

    private sealed class Grumpy(bool isEnabledThrows) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isEnabledThrows ? throw new InvalidOperationException("The logger broke.") : true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The logger broke.");
    }
}
