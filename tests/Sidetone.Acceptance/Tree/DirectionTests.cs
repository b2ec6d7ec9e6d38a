using System.Reflection;

namespace Sidetone.Acceptance.Tree;

/// <summary>Who may know whom, as compiled.</summary>
public sealed class DirectionTests
{
    private static readonly Dictionary<string, string[]> s_below = new(StringComparer.Ordinal)
    {
        ["Sessions"] = ["Execution", "Conversations", "Diagnostics", "Tools"],
        ["Execution"] = ["Conversations", "Diagnostics", "Tools"],
        ["Diagnostics"] = ["Execution", "Conversations"],
        ["Conversations"] = [],
        ["Offline"] = ["Tools"],
        ["Tools"] = ["Generated"],          // a delegate's tool is read and written by what generated code calls, too
        ["Generated"] = ["Tools"],
    };

    private static readonly Dictionary<string, string[]> s_belowElevenLabs = new(StringComparer.Ordinal)
    {
        ["Conversations"] = ["Audio", "Catalogue", "Rest", "Tools", "Wire"],
        ["Testing"] = ["Wire"],
        ["Tools"] = ["Wire"],
        ["Catalogue"] = ["Rest", "Wire"],
        ["Audio"] = [],
        ["Rest"] = [],
        ["Wire"] = [],
    };

    // Who looks up all the same. Nothing is added to this list; what leaves it is struck from it.
    private static readonly string[] s_upwards =
    [
        // Events that bring along, in memory, what the edge needs to carry out what follows from them.
        "Sidetone.Conversations.AgentConfigured -> Sessions",
        "Sidetone.Conversations.InterruptionRequested -> Sessions",
        "Sidetone.Conversations.ToolCallRequested -> Execution",
        "Sidetone.Conversations.TurnStarted -> Sessions",
        // A replay runs the folds.
        "Sidetone.Conversations.Replay -> Execution",
        "Sidetone.Conversations.Replay -> Sessions",
    ];

    [Fact]
    public void The_core_knows_no_package_of_ours_and_only_abstractions_of_others() =>
        Assert.Equal(
            ["Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions"],
            Foreign("Sidetone"));

    [Fact]
    public void A_package_is_taken_without_the_others()
    {
        Assert.Equal(["Microsoft.Extensions.AI.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Sidetone"], Foreign("Sidetone.ElevenLabs"));
        Assert.Equal(["Microsoft.Extensions.AI.Abstractions", "OpenAI"], Foreign("Sidetone.OpenAI"));
        Assert.Equal(["Microsoft.Extensions.AI.Abstractions", "Sidetone"], Foreign("Sidetone.Testing"));
    }

    [Fact]
    public void Within_the_core_the_folders_know_each_other_downwards()
    {
        var upwards =
            from found in References.Within(Assembly.Load("Sidetone").Location)
            let area = Area(found.From)
            let known = Area(found.To)
            where area is not null && known is not null && area != known && !s_below[area].Contains(known)
            select $"{found.From} -> {known}";
        Assert.Equal(s_upwards.Order(StringComparer.Ordinal), upwards.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Within_the_elevenlabs_client_the_folders_know_each_other_downwards()
    {
        var upwards =
            from found in References.Within(Assembly.Load("Sidetone.ElevenLabs").Location)
            let folder = Folder(found.From)
            let known = Folder(found.To)
            where folder is not null && known is not null && folder != known && !s_belowElevenLabs[folder].Contains(known)
            select $"{found.From} -> {known}";
        Assert.Empty(upwards.Distinct());
    }

    // The root is what a user types: it is known to all, and opens the doors to all.
    private static string? Area(string type) => type.Split('.') is ["Sidetone", var folder, _, ..] ? folder : null;

    private static string? Folder(string type) => type.Split('.') is ["Sidetone", "ElevenLabs", var folder, _, ..] ? folder : null;

    private static IEnumerable<string> Foreign(string assembly) =>
        Known(assembly).Where(name => !IsInBox(name)).Order(StringComparer.Ordinal);

    private static bool IsInBox(string name) => name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal);

    private static IEnumerable<string> Known(string assembly) => Assembly.Load(assembly).GetReferencedAssemblies().Select(name => name.Name!);
}
