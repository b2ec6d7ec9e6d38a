using System.Reflection;
using System.Runtime.Loader;

namespace Sidetone.Cli.Catalogue;

/// <summary>A built assembly in a context of its own: what it stands on comes from beside it, and Sidetone from here, so that its tools are ours.</summary>
internal sealed class ToolAssembly : AssemblyLoadContext
{
    private static readonly HashSet<string> s_shared = [.. typeof(Tool).Assembly.GetReferencedAssemblies().Append(typeof(Tool).Assembly.GetName()).Select(name => name.Name!)];

    private readonly AssemblyDependencyResolver _resolver;

    private ToolAssembly(string path)
        : base(path) => _resolver = new(path);

    /// <summary>The types of an assembly that can be loaded.</summary>
    /// <exception cref="CliException">It cannot be read, or is none.</exception>
    public static IReadOnlyList<Type> TypesOf(string path)
    {
        if (Directory.Exists(path) || path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase))
            throw new CliException($"{path} is not built. Run dotnet build, and give the .dll that it writes.", ExitCodes.Usage);
        if (!File.Exists(path))
            throw new CliException($"There is no assembly {path}.", ExitCodes.Usage);
        path = Path.GetFullPath(path);
        try
        {
            return new ToolAssembly(path).LoadFromAssemblyPath(path).GetTypes();
        }
        catch (ReflectionTypeLoadException some) when (some.Types.Any(type => type is not null))
        {
            return [.. some.Types.OfType<Type>()];      // the others miss a package that is not beside the assembly
        }
        catch (Exception exception) when (exception is BadImageFormatException or FileLoadException or FileNotFoundException or ReflectionTypeLoadException)
        {
            throw new CliException($"{path} cannot be loaded: {exception.Message} Is it a .NET assembly, built for Sidetone {typeof(Tool).Assembly.GetName().Version?.ToString(3)}?", ExitCodes.Usage);
        }
    }

    protected override Assembly? Load(AssemblyName assemblyName) =>
        s_shared.Contains(assemblyName.Name!) || _resolver.ResolveAssemblyToPath(assemblyName) is not { } path ? null : LoadFromAssemblyPath(path);
}
