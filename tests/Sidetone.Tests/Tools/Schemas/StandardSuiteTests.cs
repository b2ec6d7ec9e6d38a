using System.Text.Json;
using Sidetone.Tools;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tests.Tools.Schemas;

/// <summary>The official test suite of JSON Schema, draft 2020-12: all that is required, and the optional parts that we claim.</summary>
public sealed class StandardSuiteTests
{
    private const string Suite = "json-schema-test-suite";
    private const string Missing = "The JSON Schema test suite is not here. Put it under ../shared/data/json-schema-test-suite, or set SIDETONE_TEST_DATA.";

    private static readonly string[] s_formats = ["date", "time", "date-time", "duration", "email", "uri", "uuid", "ipv4", "ipv6", "unknown"];

    private static readonly string[] s_optional =
        ["anchor", "bignum", "dependencies-compatibility", "ecmascript-regex", "float-overflow", "format-assertion", "id", "no-schema", "non-bmp-regex", "refOfUnknownKeyword", "unknownKeyword", "dynamicRef"];

    [Fact]
    public void Every_required_test_of_the_standard_passes() => Run("", FormatAssertion.None, static _ => true);

    [Fact]
    public void The_optional_tests_that_we_claim_pass() =>
        Run("optional", FormatAssertion.None, static name => s_optional.Contains(name));

    [Fact]
    public void The_formats_that_we_check_are_checked_as_their_standards_say() =>
        Run("optional/format", FormatAssertion.Strict, static name => s_formats.Contains(name));

    private static void Run(string folder, FormatAssertion formats, Func<string, bool> isClaimed)
    {
        Assert.SkipUnless(TestData.Folder(Suite) is not null, Missing);
        var root = TestData.Folder(Suite)!;
        var options = new JsonSchemaOptions { Formats = formats, Documents = Remotes(Path.Combine(root, "remotes")) };
        var failures = new List<string>();
        var count = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(root, "tests", "draft2020-12", folder), "*.json").Order())
        {
            if (!isClaimed(Path.GetFileNameWithoutExtension(file)))
                continue;
            foreach (var group in Parse(file).EnumerateArray())
            {
                foreach (var test in group.GetProperty("tests").EnumerateArray())
                {
                    count++;
                    if (Failure(group.GetProperty("schema"), test, options) is { } failure)
                        failures.Add($"{Path.GetFileName(file)}: {group.GetProperty("description")}: {test.GetProperty("description")}: {failure}");
                }
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{count - failures.Count} of {count} pass");
        Assert.True(count > 0);
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} fail:\n{string.Join('\n', failures)}");
    }

    private static string? Failure(JsonElement schema, JsonElement test, JsonSchemaOptions options)
    {
        try
        {
            var compiled = JsonSchema.Compile(schema, options);
            var errors = new ArgumentErrors();
            var valid = compiled.Validate(test.GetProperty("data"), errors);
            if (valid != test.GetProperty("valid").GetBoolean())
                return valid ? "is accepted" : errors.ToMessage("it");
            return valid == (errors.Count == 0) && valid == compiled.IsValid(test.GetProperty("data")) ? null : "answers and errors disagree";
        }
        catch (JsonSchemaException e)
        {
            return e.Message;
        }
    }

    private static Dictionary<string, JsonElement> Remotes(string folder) => Directory
        .EnumerateFiles(folder, "*.json", SearchOption.AllDirectories)
        .ToDictionary(file => "http://localhost:1234/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), Parse);

    private static JsonElement Parse(string file) => JsonElement.Parse(File.ReadAllBytes(file));
}
