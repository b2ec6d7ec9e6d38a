using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;

namespace Sidetone.Generated;

/// <summary>Where generated tools get their objects and services.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Instances
{
    /// <summary>A service, or null; no services at all is none of them.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The call's services.</param>
    public static T? Find<T>(IServiceProvider? services) where T : class => services?.GetService(typeof(T)) as T;

    /// <summary>A service that must be there.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The call's services.</param>
    /// <param name="user">Who needs it.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T Require<T>(IServiceProvider? services, string user) => services?.GetService(typeof(T)) is T service
        ? service
        : throw new InvalidOperationException($"{user} needs a {typeof(T)} from the services, and none is registered. Register it, or hand the tools an instance with From(instance).");

    /// <summary>A service registered under a key.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The call's services.</param>
    /// <param name="key">The key.</param>
    /// <param name="user">Who needs it.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T RequireKeyed<T>(IServiceProvider? services, object? key, string user) =>
        FindKeyed(services, typeof(T), key) is T service
            ? service
            : throw new InvalidOperationException($"{user} needs a {typeof(T)} with key '{key}' from the services, and none is registered.");

    // A provider that wraps another hands out the inner one when asked for itself.
    internal static object? FindKeyed(IServiceProvider? services, Type type, object? key) =>
        (services as IKeyedServiceProvider ?? services?.GetService(typeof(IServiceProvider)) as IKeyedServiceProvider)?.GetKeyedService(type, key);

    /// <summary>Says why there is no instance.</summary>
    /// <typeparam name="T">The class of the tools.</typeparam>
    /// <param name="why">Why it cannot be made.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public static T Missing<T>(string why) => throw new InvalidOperationException(
        $"{typeof(T).Name} is not registered in the services and cannot be made: {why}. Register it, or hand the tools an instance with {typeof(T).Name}.From(instance).");
}
