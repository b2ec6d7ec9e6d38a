using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Sidetone.Generators.Tests.Samples;

namespace Sidetone.Generators.Tests;

public sealed class CreateTests
{
    // Every method of the corpus as a delegate: the two schemas must be the same, byte for byte.
    public static TheoryData<string> Corpus => [.. Sidetone.Generators.Tests.Samples.Corpus.Tools.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Corpus))]
    public void The_schema_found_by_reflection_is_the_generated_one(string name)
    {
        var generated = Samples.Corpus.Tools.Named(name);
        var created = Created(typeof(Corpus), generated);
        Assert.Equal(generated.Schema(), created.Schema());
        Assert.Equal(generated.Declaration.StrictSchema is null, created.Declaration.StrictSchema is null);
        if (generated.Declaration.StrictSchema is not null)
            Assert.Equal(generated.Strict(), created.Strict());
        Assert.Equal(generated.Declaration.Sensitive, created.Declaration.Sensitive);
        Assert.Equal(Rest(generated), Rest(created));

        static Tools.ToolDeclaration Rest(Tool tool) => tool.Declaration with { Schema = default, StrictSchema = null, Sensitive = [] };
    }

    [Theory]
    [InlineData("numbers", """{"a":300,"b":2.5,"c":"x","d":-1,"e":1e99,"f":"0x10","g":null,"h":true,"i":1,"j":2,"k":3}""")]
    [InlineData("texts", """{"text":null,"letter":"xy","yes":1,"id":"1","link":"/c","bytes":"?"}""")]
    [InlineData("times", """{"at":"tomorrow","exactly":"2026-03-14T15:00:00","day":"14.3.2026","time":"3 pm","length":"P1M"}""")]
    [InlineData("collections", """{"a":1,"b":["x",true],"c":[],"d":["lightblu"],"e":[],"f":[],"g":[[],["x"]]}""")]
    [InlineData("objects", """{"root":{"name":"a","children":[{"nam":"b"}]},"point":{"x":1},"settings":{},"extra":[{}]}""")]
    [InlineData("pay", """{"by":{"kind":"cheque"}}""")]
    [InlineData("pay", """{"by":{"kind":"cash","amount":-1}}""")]
    [InlineData("limits", """{"a":12,"b":0.5,"c":"a","d":"ab1","e":"z","f":3,"g":"a","h":"b"}""")]
    [InlineData("limits", """{"i":" ","j":[1,2,3],"k":"red"}""")]
    [InlineData("pay", """{"by":{"kind":"card","kind":"cash","number":"1"}}""")]
    [InlineData("objects", """{"root":{"name":"a","name":"b","children":[],"children":null},"point":{"x":1,"x":1,"y":2},"settings":{"max_items":1,"fast":null,"fast":true},"root":1}""")]
    [InlineData("maps", """{"a":{"k":1,"k":2},"b":[{"x":1,"x":2}],"c":{"y":{"z":1,"z":1}}}""")]
    [InlineData("defaults", """{"a":1,"a":2}""")]
    [InlineData("defaults", """{"a":null,"a":1,"l":[],"l":null}""")]
    public void What_is_wrong_is_said_in_the_same_words(string name, string arguments)
    {
        var generated = Types.Tools.Named(name);
        Assert.Equal(generated.Errors(arguments), Created(typeof(Types), generated).Errors(arguments));
    }

    [Theory]
    [InlineData("numbers", """{"a":-1,"b":"2","c":3.0,"d":4e0,"e":"5","f":6,"g":7,"h":8,"i":"1.5","j":2.5,"k":"1.10"}""")]
    [InlineData("texts", """{"text":12,"letter":"x","yes":"true","id":"0f8fad5b-d9cb-469f-a165-70867728950e","link":"https://a.b/c","bytes":"AQI=","maybe":null}""")]
    [InlineData("times", """{"at":"2026-03-14T15:00:00+01:00","exactly":"2026-03-14T15:00:00Z","day":"2026-03-14","time":"15:30","length":"-P1DT2H"}""")]
    [InlineData("collections", """{"a":["1"],"b":["x"],"c":[null,2],"d":["red","LIGHT-BLUE"],"e":[1,2,1],"f":[3],"g":[[1],[]]}""")]
    [InlineData("pay", """{"by":{"number":"1","kind":"card"}}""")]
    [InlineData("limits", "{}")]
    [InlineData("nullables", "{}")]
    [InlineData("nullables", """{"most":null,"note":null,"colour":null,"upper":{"level":null,"depth":null}}""")]
    public void What_is_right_is_read_as_the_same_arguments(string name, string arguments)
    {
        var generated = Types.Tools.Named(name);
        Assert.Equal(generated.Canonical(arguments), Created(typeof(Types), generated).Canonical(arguments));
    }

    [Fact]
    public async Task A_lambda_is_a_tool()
    {
        var tool = Tool.Create("add", "Adds.", ([Description("One."), Range(0, 9)] int a, int b = 2) => new { Sum = a + b, Text = $"{a}+{b}" }, Effect.ReadOnly);
        Assert.Equal("""{"type":"object","properties":{"a":{"type":"integer","description":"One.","minimum":0,"maximum":9},"b":{"type":"integer","default":2}},"required":["a"]}""", tool.Schema());
        await using var executor = new ToolExecutor([tool]);
        Assert.Equal("""completed: {"sum":5,"text":"3+2"}""", (await executor.CallAsync("add", """{"a":"3"}""", TestContext.Current.CancellationToken)).ToString());
        Assert.Equal("a must be between 0 and 9, not 12\nb must be a whole number, not 1.5", tool.Errors("""{"a":12,"b":1.5}"""));
        Assert.Equal("""{"a":1,"b":2}""", tool.Canonical("""{"a":1.0}"""));
    }

    [Fact]
    public async Task What_a_delegate_returns_becomes_a_result()
    {
        Assert.Equal("completed: x", await Result(() => "x"));
        Assert.Equal("completed", await Result(() => { }));
        Assert.Equal("completed", await Result(() => (string?)null));
        Assert.Equal("completed", await Result(async () => await Task.Yield()));
        Assert.Equal("completed: 0", await Result(async () => { await Task.Yield(); return 0; }));
        Assert.Equal("completed: false", await Result(() => new ValueTask<bool>(false)));
        Assert.Equal("completed: [\"Red\"]", await Result(() => new[] { Colour.Red }));
        Assert.Equal("completed: [1,2]", await Result(Stream));
        Assert.Equal("completed: PT1H", await Result(() => TimeSpan.FromHours(1)));
        Assert.Equal("refused: no", await Result(string () => throw new ToolException("no")));

        static async IAsyncEnumerable<int> Stream()
        {
            yield return 1;
            await Task.Yield();
            yield return 2;
        }
    }

    [Fact]
    public async Task A_tuple_hands_over_with_a_result_or_is_refused_because_its_parts_would_be_lost()
    {
        Assert.Equal("completed: why", await Result(() => (new Agent("x"), "why")));
        Assert.Equal("completed: stay", await Result(() => ((Agent?)null, "stay")));
        Delegate[] lost = [() => (1, "x"), () => ("why", new Agent("x")), () => (new Agent("x"), 1, 2), () => (new Agent("x"), new Agent("y")), () => Task.FromResult(Tuple.Create(1, 2))];
        Delegate[] held = [() => new List<Agent>(), () => new Dictionary<string, Agent[]>(), () => Task.FromResult(("why", new List<Agent>()).Item2)];
        Assert.All(held, handler => Assert.Contains("returned itself", Assert.Throws<ArgumentException>(() => Tool.Create("held", "", handler)).Message, StringComparison.Ordinal));
        Assert.All(lost, handler => Assert.Contains("return (Agent, result)", Assert.Throws<ArgumentException>(() => Tool.Create("lost", "", handler)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void What_no_model_could_fill_is_refused_when_the_tool_is_made()
    {
        Assert.Contains("'o' of 'bad' cannot be a tool's argument: 'object' says nothing", Assert.Throws<ArgumentException>(() => Tool.Create("bad", "", (object o) => 1)).Message, StringComparison.Ordinal);
        Assert.Contains("passed by reference", Assert.Throws<ArgumentException>(() => Tool.Create("bad", "", (ref int o) => o)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be a tool's name", Assert.Throws<ArgumentException>(() => Tool.Create("b d", "", () => 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Tool.Create("bad", "", () => new object()));
    }

    // A serializer would take a struct's empty constructor, write what cannot be set, and throw at values that were never set.
    [Fact]
    public void What_is_not_given_is_what_the_generated_reader_takes()
    {
        foreach (var generated in Ungiven.Tools)
        {
            var created = Created(typeof(Ungiven), generated);
            Assert.Equal(generated.Schema(), created.Schema());
            Assert.Equal(generated.Canonical("""{"a":{"x":1}}"""), created.Canonical("""{"a":{"x":1}}"""));
            Assert.Equal(generated.Canonical("""{"a":{"x":1},"map":{"ü":1,"b":2,"a":3}}"""), created.Canonical("""{"a":{"x":1},"map":{"ü":1,"b":2,"a":3}}"""));
        }
        Assert.Equal(
            """{"a":{"x":1,"y":3},"grade":null,"points":null,"at":"0001-01-01T00:00:00","json":null,"list":[],"map":null,"rest":[]}""",
            Created(typeof(Ungiven), Ungiven.Tools.Named("take")).Canonical("""{"a":{"x":1}}"""));
    }

    [Fact]
    public void A_case_that_is_named_twice_is_refused() =>
        Assert.Contains("Once is twice a case of Doubled", Assert.Throws<ArgumentException>(() => Tool.Create("bad", "", (Doubled d) => 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_range_that_no_decimal_can_hold_is_not_enforced()
    {
        var tool = Tool.Create("sized", "", ([Range(1e30, 1e35)] decimal a, [Range(0, 1e30)] long b, [Range(typeof(decimal), "0", "1e40")] int c) => a + b + c);
        Assert.Equal("""{"a":1,"b":-2,"c":-3}""", tool.Canonical("""{"a":1,"b":-2,"c":-3}"""));
        Assert.DoesNotContain("imum", tool.Schema(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_names_its_case_however_it_is_written()
    {
        var tool = Tool.Create("draw", "", (Drawn shape) => 1);
        Assert.Equal("""{"shape":{"$type":2,"side":3}}""", tool.Canonical("""{"shape":{"side":3,"$type":2.0}}"""));
        Assert.StartsWith("shape.$type must be one of '1' or '2', not \"2.5\"", tool.Errors("""{"shape":{"side":3,"$type":2.5}}"""), StringComparison.Ordinal);
    }

    [JsonDerivedType(typeof(Circle), 1)]
    [JsonDerivedType(typeof(Square), 2)]
    public abstract record Drawn;

    public sealed record Circle(int Radius) : Drawn;

    public sealed record Square(int Side) : Drawn;

    private static Tool Created(Type owner, Tool generated)
    {
        var method = owner.GetMethods().Single(m => Tools.Shapes.ToolNames.Snake(m.Name) == generated.Name);
        var type = System.Linq.Expressions.Expression.GetDelegateType([.. method.GetParameters().Select(p => p.ParameterType), method.ReturnType]);
        return Tool.Create(generated.Name, generated.Description, method.CreateDelegate(type), Effect.ReadOnly);
    }

    private static async Task<string> Result(Delegate handler)
    {
        await using var executor = new ToolExecutor([Tool.Create("t", "T.", handler, Effect.ReadOnly)]);
        return (await executor.CallAsync("t", "{}", TestContext.Current.CancellationToken)).ToString();
    }

    [Fact]
    [SuppressMessage("Usage", "MA0147", Justification = "That it is refused is what is tested.")]
    public void What_nobody_could_await_is_refused_when_it_is_made()
    {
        Assert.Contains("async void", Assert.Throws<ArgumentException>(static () => Tool.Create("t", "d", async void () => await Task.Yield())).Message, StringComparison.Ordinal);
        Assert.Contains("Await it", Assert.Throws<ArgumentException>(static () => Tool.Create("t", "d", static () => Task.FromResult(Task.FromResult(1)))).Message, StringComparison.Ordinal);
        Assert.Contains("Await it", Assert.Throws<ArgumentException>(static () => Tool.Create("t", "d", static () => Task.FromResult(new ValueTask<int>(1)))).Message, StringComparison.Ordinal);
    }
}
