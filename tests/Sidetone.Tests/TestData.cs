namespace Sidetone.Tests;

/// <summary>Large data that is not part of the repository: a folder <c>shared/data</c> beside it or further up, or where SIDETONE_TEST_DATA points.</summary>
internal static class TestData
{
    public static string? Folder(string name)
    {
        if (Environment.GetEnvironmentVariable("SIDETONE_TEST_DATA") is { Length: > 0 } given)
            return Existing(Path.Combine(given, name));
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Existing(Path.Combine(folder.FullName, "shared", "data", name)) is { } found)
                return found;
        }
        return null;
    }

    private static string? Existing(string folder) => Directory.Exists(folder) ? folder : null;
}
