namespace Sidetone.Acceptance.Trimming;

[Collection(Builds.Name)]
public sealed class TrimmedProgramTests
{
    private const string Project = "tests/Sidetone.Acceptance/Trimming/Program/Trimmed.csproj";

    private const string Printed = """
        find_order completed: {"id":"A-1027","lines":[{"sku":"A-7","quantity":2}],"speed":"Normal","leaves":"2026-03-14"}
        place_order invalid_arguments: The arguments of place_order are not valid, so it was not run. lines[0].quantity must be between 1 and 9, not 12. Correct this and call it again.
        The replay goes alike.
        invalid_arguments: The arguments of place_order are not valid, so it was not run. lines[0].quantity must be between 1 and 9, not 12. Correct this and call it again.
        completed: {"id":"c2","lines":[{"sku":"A-7","quantity":2}],"speed":"Express","leaves":null}
        completed: still here
        completed, over HTTP: It is packed.
        agent: Hello.
        agent: {"id":"A-1031","lines":[{"sku":"A-7","quantity":2}],"speed":"Normal","leaves":"2026-03-14"}
        Agent 1000

        """;

    [Fact]
    public async Task A_trimmed_program_does_what_it_did_before()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sidetone-trimmed-" + Guid.NewGuid().ToString("n"));
        try
        {
            // Warnings of the trimmer (IL…) are errors, as all are.
            await Programs.StartAsync("dotnet", ["publish", Project, "-c", Repository.Configuration == "release" ? "Release" : "Debug", "-o", folder, "-v", "quiet"]);
            var output = await Programs.StartAsync(Path.Combine(folder, "Trimmed"), []);
            Assert.Equal(Printed, output);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
