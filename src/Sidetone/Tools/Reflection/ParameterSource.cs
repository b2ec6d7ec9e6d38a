using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sidetone.Generated;

namespace Sidetone.Tools.Reflection;

/// <summary>Where a parameter's value comes from: the arguments, the run, or the services.</summary>
internal sealed class ParameterSource(Func<object?[], RunContext, object?> get, bool isArgument)
{
    /// <summary>The model hands it over.</summary>
    public bool IsArgument => isArgument;

    public object? Get(object?[] arguments, RunContext run) => get(arguments, run);

    [RequiresDynamicCode("Reflects over the delegate.")]
    public static ParameterSource Of(ParameterInfo parameter, string tool, int index)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed)
            return Injected(run => Instances.FindKeyed(run.Services, type, keyed.Key) ?? throw Missing(tool, type));
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

    [RequiresDynamicCode("Reflects over the delegate.")]
    private static ParameterSource Service(ParameterInfo parameter, string tool)
    {
        var type = parameter.ParameterType;
        var without = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ILogger<>)
            ? Activator.CreateInstance(typeof(NullLogger<>).MakeGenericType(type.GenericTypeArguments))
            : null;
        var isOptional = parameter.HasDefaultValue || without is not null
            || (!type.IsValueType && new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable);
        return Injected(run => Instances.Find(run.Services, type) ?? (isOptional ? without : throw Missing(tool, type)));
    }

    private static PreparationException Missing(string tool, Type type) =>
        new($"{tool} needs a {type} from the services, and none is registered.");

    private static ParameterSource Injected(Func<RunContext, object?> get) => new((_, run) => get(run), isArgument: false);
}
