using System.CommandLine;
using System.Reflection;
using System.Runtime.CompilerServices;
using Sidetone.Cli.Demo;

namespace Sidetone.Cli.Catalogue;

/// <summary>Which tools a command is about: those of an assembly, or of the demo.</summary>
internal sealed class ToolSource
{
    private readonly Option<string?> _assembly = new("--assembly") { Description = "Take the [Tool]s of this built .dll. Default: the demo's.", HelpName = "PATH" };
    private readonly Option<string[]> _classes = new("--class") { Description = "Only those of this class; may be repeated.", HelpName = "NAME", DefaultValueFactory = static _ => [] };

    /// <summary>Gives a command the options.</summary>
    public Command On(Command command)
    {
        command.Add(_assembly);
        command.Add(_classes);
        return command;
    }

    /// <summary>The tools, each name once.</summary>
    /// <exception cref="CliException">There are none, or two of a name.</exception>
    public IReadOnlyList<Tool> Of(ParseResult parsed)
    {
        var path = parsed.GetValue(_assembly);
        var names = parsed.GetValue(_classes) ?? [];
        var where = path ?? "the demo";
        // Those of a class are among those of what derives from it.
        var all = (path is null ? [typeof(OrderDesk), typeof(Desktop)] : ToolAssembly.TypesOf(path)).Where(HasTools).ToList();
        if (names.FirstOrDefault(name => !all.Exists(type => IsNamed(type, name))) is { } unknown)
            throw new CliException($"{where} has no class '{unknown}' with [Tool] methods. There are: {string.Join(", ", all.Select(type => type.Name))}.", ExitCodes.Usage);
        var chosen = names.Length > 0 ? all.FindAll(type => names.Any(name => IsNamed(type, name))) : all.FindAll(type => !all.Exists(other => other.IsSubclassOf(type)));
        var tools = chosen.SelectMany(type => ToolsOf(type).Select(tool => (Type: type, Tool: tool))).ToList();
        if (tools.Count == 0)
            throw new CliException($"{where} has no public [Tool] methods in partial classes.", ExitCodes.Usage);
        if (tools.GroupBy(found => found.Tool.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new CliException($"Tool '{twice.Key}' is in {string.Join(" and ", twice.Select(found => found.Type.Name))}. Choose with --class.", ExitCodes.Usage);
        return tools.ConvertAll(found => found.Tool);
    }

    private static bool IsNamed(Type type, string name) => type.Name == name || type.FullName == name;

    private static bool IsBound(Type type) => type.IsSubclassOf(typeof(Agent)) || type.IsSubclassOf(typeof(Toolset));

    private static bool HasTools(Type type) => !type.ContainsGenericParameters && (IsBound(type)
        ? !type.IsAbstract && type.GetMethods(Members).Any(method => method.IsDefined(typeof(ToolAttribute)))
        : Property(type) is not null);

    // What the generator writes on a class with tools.
    private static PropertyInfo? Property(Type type) =>
        type.GetProperty("Tools", BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly) is { } property && property.PropertyType == typeof(IReadOnlyList<Tool>) ? property : null;

    private static IReadOnlyList<Tool> ToolsOf(Type type)
    {
        if (!IsBound(type))
            return (IReadOnlyList<Tool>)Property(type)!.GetValue(null)!;
        // An agent's tools are declared without its state; one that cannot be made is declared all the same.
        var instance = type.GetConstructor(Type.EmptyTypes) is { } make ? make.Invoke(null) : RuntimeHelpers.GetUninitializedObject(type);
        return (IReadOnlyList<Tool>)type.GetProperty("DeclaredTools", Members)!.GetValue(instance)!;
    }

    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
}
