namespace Sidetone.Acceptance.Trimming;

public sealed class TrimmedProgramTests
{
    private const string Project = "tests/Sidetone.Acceptance/Trimming/Program/Trimmed.csproj";

    [Fact]
    public async Task A_trimmed_program_does_what_it_did_before()
    {
        var folder = Path.Combine(Path.GetTempPath(), "sidetone-trimmed-" + Guid.NewGuid().ToString("n"));
        try
        {
            // Warnings of the trimmer (IL…) are errors, as all are.
            await Programs.StartAsync("dotnet", ["publish", Project, "-c", Repository.Configuration, "-o", folder, "-v", "quiet"]);
            var output = await Programs.StartAsync(Path.Combine(folder, "Trimmed"), []);
            Assert.Equal("", output);
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }
}
