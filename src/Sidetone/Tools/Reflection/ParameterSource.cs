using System.Collections;
using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sidetone.Tools.Reflection;

/// <summary>Where a parameter's value comes from: the arguments, the run, or the services.</summary>
internal sealed class ParameterSource(Func<object?[], RunContext, object?> get, bool isArgument)
{
    /// <summary>The model hands it over.</summary>
    public bool IsArgument => isArgument;

    public object? Get(object?[] arguments, RunContext run) => get(arguments, run);

    public static ParameterSource Of(ParameterInfo parameter, string tool, int index)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return Injected(run => Generated.Instances.FindKeyed(run.Services, type, keyed.Key) ?? throw Missing(tool, type));
        if (parameter.GetCustomAttributes().Any(a => a.GetType().Name == nameof(FromServicesAttribute)))
            return Service(parameter, tool);
        if (type == typeof(RunContext))
            return Injected(run => run);
        if (type == typeof(CancellationToken))
            return Injected(run => run.CancellationToken);
        if (type == typeof(IServiceProvider))
            return Injected(run => run.Services);
        if (type == typeof(TimeProvider))
            return Injected(run => run.Time);
        if (type == typeof(AgentSession))
            return Injected(run => run.Session);
        return IsService(type) ? Service(parameter, tool) : new((arguments, _) => arguments[index], isArgument: true);
    }

    private static bool IsService(Type type) => type.IsInterface && !typeof(IEnumerable).IsAssignableFrom(type)
        && !type.IsDefined(typeof(JsonDerivedTypeAttribute), inherit: false) && !type.IsDefined(typeof(JsonConverterAttribute), inherit: false);

    private static ParameterSource Service(ParameterInfo parameter, string tool)
    {
        var type = parameter.ParameterType;
        var isOptional = parameter.HasDefaultValue
            || (!type.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable)
            || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>));
        return Injected(run => Generated.Instances.Find(run.Services, type) ?? (isOptional
            ? null
            : throw Missing(tool, type)));
    }

    private static Exception Missing(string tool, Type type) =>
        Generated.Instances.NotMade($"{tool} needs a {type} from the services, and none is registered.");

    private static ParameterSource Injected(Func<RunContext, object?> get) => new((_, run) => get(run), isArgument: false);
}
