using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sidetone.Testing;

namespace Sidetone.Tests.Execution;

public sealed class MissingServiceTests
{
    private static readonly Tool s_tool = Tool.Create("books", "Books.", (IDesk desk) => desk.Book());

    [Fact]
    public async Task A_tool_whose_service_is_missing_or_cannot_be_made_was_not_begun_and_says_so()
    {
        await using var broken = new ServiceCollection().AddScoped<IDesk>(_ => throw new FormatException("no connection")).BuildServiceProvider();
        await using var nested = new ServiceCollection().AddScoped<IDesk, Desk>().BuildServiceProvider();
        foreach (var services in new IServiceProvider?[] { null, broken, nested })
        {
            var result = await new ToolExecutor([s_tool], services).CallAsync("books", "{}", TestContext.Current.CancellationToken);
            Assert.Equal("faulted: An internal error occurred, so this did not work.", result.ToString());
        }
    }

    [Fact]
    public async Task What_goes_wrong_is_told_to_the_logger_among_the_services()
    {
        var log = new Told();
        await using var services = new ServiceCollection().AddSingleton<ILoggerFactory>(log).BuildServiceProvider();
        await using (var test = await SessionTest.StartAsync(new Agent("x") { Tools = [s_tool] }, new ScriptedModel().Calls("books").Says("Sorry."), services))
            await test.Session.RunAsync("Book.");
        await using var executor = new ToolExecutor([s_tool], services);
        await executor.CallAsync("books", "{}", TestContext.Current.CancellationToken);
        Assert.Equal(2, log.Errors.Count);
        Assert.All(log.Errors, error => Assert.Contains("books needs a Sidetone.Tests.Execution.MissingServiceTests+IDesk", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_logger_that_is_not_there_is_one_that_hears_nothing()
    {
        var tool = Tool.Create("logs", "Logs.", (ILogger<Desk> log) => log is NullLogger<Desk>);
        Assert.Equal("completed: true", (await new ToolExecutor([tool]).CallAsync("logs", "{}", TestContext.Current.CancellationToken)).ToString());
    }

    public interface IDesk
    {
        string Book();
    }

    public sealed class Desk(IFormattable pen) : IDesk
    {
        public string Book() => $"{pen}";
    }

    private sealed class Told : ILoggerFactory, ILogger
    {
        public List<Exception> Errors { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Errors.Add(exception!);
    }
}
