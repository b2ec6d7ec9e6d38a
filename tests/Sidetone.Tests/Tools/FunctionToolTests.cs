using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Sidetone.Tools;

namespace Sidetone.Tests.Tools;

public sealed class FunctionToolTests
{
    private static readonly AIFunction s_book = AIFunctionFactory.Create(Book, "book", "Books a table.");

    private static string Book(string name, int people, DateTimeOffset? at = null, string area = "inside") => $"{name} {people} {at} {area}";

    [Fact]
    public void A_function_is_handed_only_what_its_schema_allows()
    {
        Assert.Equal("name must be a string, not null", Assert.Single(Errors("""{"name":null,"people":2}""")));
        Assert.Equal("people is required", Assert.Single(Errors("""{"name":"Ada"}""")));
        Assert.Equal("people must be an integer, not 'many'", Assert.Single(Errors("""{"name":"Ada","people":"many"}""")));
    }

    [Fact]
    public void Declared_defaults_are_part_of_the_canonical_arguments()
    {
        var call = Tool.From(s_book).Bind("""{"people":"2","name":"Ada"}"""u8.ToArray(), new ArgumentErrors())!;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            call.WriteArguments(writer);
        Assert.Equal("""{"name":"Ada","people":2,"at":null,"area":"inside"}""", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_function_without_parameters_takes_none() =>
        Assert.NotNull(Tool.From(AIFunctionFactory.Create(static () => 1, "one")).Bind("{}"u8.ToArray(), new ArgumentErrors()));

    [Fact]
    public void Name_and_description_are_the_functions() =>
        Assert.Equal(("book", "Books a table.", Effect.Mutating), (Tool.From(s_book).Name, Tool.From(s_book).Description, Tool.From(s_book).Policy.Effect));

    [Fact]
    public void A_tool_stays_itself_unless_it_gets_a_policy()
    {
        var tool = Tool.From(s_book);
        Assert.Same(tool, Tool.From(tool));
        Assert.Equal(Effect.ReadOnly, Tool.From(tool, new ToolPolicy { Effect = Effect.ReadOnly }).Policy.Effect);
    }

    [Fact]
    public void A_name_that_no_provider_takes_is_refused_at_registration() =>
        Assert.Throws<ArgumentException>(static () => Tool.From(AIFunctionFactory.Create(static () => 1, "not a name")));

    [Fact]
    public async Task What_the_factory_lays_out_for_people_is_compact_for_a_model()
    {
        await using var executor = new ToolExecutor([Tool.From(AIFunctionFactory.Create(static () => new { Place = "Zürich <1>", Rows = new[] { 1.50m, 2m } }, "weather"))]);
        Assert.Equal("""{"place":"Zürich <1>","rows":[1.50,2]}""", (await executor.CallAsync("weather", "{}", TestContext.Current.CancellationToken)).Output);
    }

    [Fact]
    public async Task An_exception_that_a_function_returns_is_as_if_it_was_thrown()
    {
        await using var executor = new ToolExecutor([Tool.From(new Returning(new ToolException("Sold out."))).With(name: "refuses"), Tool.From(new Returning(new IOException("secret")))]);
        Assert.Equal("refused: Sold out.", (await executor.CallAsync("refuses", "{}", TestContext.Current.CancellationToken)).ToString());
        var fault = await executor.CallAsync("returns", "{}", TestContext.Current.CancellationToken);
        Assert.Equal(Outcome.Faulted, fault.Outcome);
        Assert.DoesNotContain("secret", fault.Output, StringComparison.Ordinal);
    }

    public static TheoryData<string> Unusual => ["task", "awaited", "nothing", "value", "pair", "tuple", "stream", "nested"];

    [Theory, MemberData(nameof(Unusual))]
    public async Task What_a_function_forgot_to_await_or_to_name_is_a_result_all_the_same(string kind)
    {
        (object Value, string Expected) returned = kind switch
        {
            "task" => (Task.FromResult(3), "completed: 3"),
            "awaited" => (Later("x"), "completed: x"),
            "nothing" => (Task.CompletedTask, "completed"),
            "value" => (new ValueTask(Later("x")), "completed"),
            "pair" => ((new Agent("x") { Id = "billing" }, "Bye."), "completed: Bye."),
            "tuple" => ((1, "a", true), "completed: [1,\"a\",true]"),
            "stream" => (Stream(), "completed: [1,2]"),
            _ => (Later(Later("y")), "completed: y"),
        };
        await using var executor = new ToolExecutor([Tool.From(new Returning(returned.Value))]);
        var result = await executor.CallAsync("returns", "{}", TestContext.Current.CancellationToken);
        Assert.Equal((returned.Expected, kind == "pair" ? "billing" : null), (result.ToString(), result.Handoff?.Id));

        static async Task<T> Later<T>(T value)
        {
            await Task.Yield();
            return value;
        }

        static async IAsyncEnumerable<int> Stream()
        {
            yield return 1;
            await Task.Yield();
            yield return 2;
        }
    }

    [Fact]
    public async Task What_cannot_be_awaited_any_more_is_a_fault()
    {
        await using var executor = new ToolExecutor([Tool.From(new Returning(new ValueTask<int>(1)))]);
        Assert.Equal(Outcome.Faulted, (await executor.CallAsync("returns", "{}", TestContext.Current.CancellationToken)).Outcome);
    }

    private sealed class Returning(object value) : AIFunction
    {
        public override JsonSerializerOptions JsonSerializerOptions { get; } = new(AIJsonUtilities.DefaultOptions)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(AIJsonUtilities.DefaultOptions.TypeInfoResolver, new DefaultJsonTypeInfoResolver()),
        };

        public override string Name => "returns";

        protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => new(value);
    }

    [Fact]
    public async Task The_function_is_called()
    {
        var calls = 0;
        var tool = Tool.From(AIFunctionFactory.Create(() => { calls++; }, "count"));
        await tool.InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Text_is_text_and_data_is_JSON()
    {
        Assert.Equal(("plain", true), await Shown("plain"));
        Assert.Equal(("plain", true), await Shown(new TextContent("plain")));
        Assert.Equal(("one\ntwo", true), await Shown(new List<AIContent> { new TextContent("one"), new TextContent("two") }));
        Assert.Equal(("0", false), await Shown(JsonElement.Parse("0")));
        Assert.Equal(("[]", false), await Shown(Array.Empty<int>()));
        Assert.Equal(("false", false), await Shown(false));
        Assert.Equal(("", true), await Shown(""));
        Assert.Equal(Outcome.Refused, (await FunctionResult.OfAsync(ToolResult.Refused("no"), AIJsonUtilities.DefaultOptions, CancellationToken.None)).Outcome);
    }

    [Fact]
    public async Task Null_is_nothing()
    {
        Assert.True((await FunctionResult.OfAsync(null, AIJsonUtilities.DefaultOptions, CancellationToken.None)).IsNothing);
        Assert.True((await FunctionResult.OfAsync(JsonElement.Parse("null"), AIJsonUtilities.DefaultOptions, CancellationToken.None)).IsNothing);
    }

    private static async Task<(string, bool)> Shown(object? value)
    {
        var result = await FunctionResult.OfAsync(value, AIJsonUtilities.DefaultOptions, CancellationToken.None);
        return (result.Output, result.IsText);
    }

    private static string[] Errors(string arguments)
    {
        var errors = new ArgumentErrors();
        Assert.Null(Tool.From(s_book).Bind(Encoding.UTF8.GetBytes(arguments), errors));
        return [.. errors.Told.Select(static e => $"{e.Path} {e.Message}")];
    }
}
