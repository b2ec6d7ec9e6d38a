using System.Reflection;

namespace Sidetone.Acceptance.Tree;

/// <summary>A change of what a package promises is seen in a review. To approve one: <c>SIDETONE_APPROVE=1 dotnet test --project tests/Sidetone.Acceptance</c>.</summary>
public sealed class PublicApiTests
{
    public static TheoryData<string> Packages => ["Sidetone", "Sidetone.ElevenLabs", "Sidetone.OpenAI", "Sidetone.Testing"];

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_promises_what_was_approved(string package)
    {
        var approved = $"tests/Sidetone.Acceptance/Approved/{package}.txt";
        var promised = PublicApi.Of(Assembly.Load(package));
        if (Environment.GetEnvironmentVariable("SIDETONE_APPROVE") == "1")
            File.WriteAllText(Repository.FullPath(approved), promised);
        Assert.Equal(Repository.Read(approved), promised);
    }

    // Who imports two of its namespaces must not have to choose.
    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_one_public_type_of_a_name(string package) =>
        Assert.Empty(Assembly.Load(package).GetExportedTypes().Where(type => !type.IsNested).GroupBy(type => type.Name).Where(same => same.Count() > 1).Select(same => string.Join(", ", same)));
}
