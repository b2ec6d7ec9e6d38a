using System.ComponentModel;
using Microsoft.Extensions.DependencyInjection;
using Sidetone.Tools;

namespace Sidetone.Generated;

/// <summary>Where generated tools get their objects and services. What fails here is told as what it is: nothing has run yet.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Instances
{
    /// <summary>The object whose method is called.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="find">Finds or makes it.</param>
    /// <param name="services">The call's services.</param>
    public static T Of<T>(Func<IServiceProvider, T> find, IServiceProvider services)
    {
        ArgumentNullException.ThrowIfNull(find);
        try
        {
            return find(services);
        }
        catch (Exception exception) when (PreparationException.Wraps(exception))
        {
            throw new PreparationException(exception);
        }
    }

    /// <summary>A service, or null; no services at all is none of them.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The call's services.</param>
    public static T? Find<T>(IServiceProvider? services) where T : class => Find(services, typeof(T)) as T;

    /// <summary>A service that must be there.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The call's services.</param>
    /// <param name="user">Who needs it.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T Require<T>(IServiceProvider? services, string user) => Find(services, typeof(T)) is T service
        ? service
        : throw NotMade($"{user} needs a {typeof(T)} from the services, and none is registered. Register it, or hand the tools an instance with From(instance).");

    /// <summary>A service registered under a key.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="services">The call's services.</param>
    /// <param name="key">The key.</param>
    /// <param name="user">Who needs it.</param>
    /// <exception cref="InvalidOperationException">It is not registered.</exception>
    public static T RequireKeyed<T>(IServiceProvider? services, object? key, string user) =>
        FindKeyed(services, typeof(T), key) is T service
            ? service
            : throw NotMade($"{user} needs a {typeof(T)} with key '{key}' from the services, and none is registered.");

    internal static object? Find(IServiceProvider? services, Type type)
    {
        try
        {
            return services?.GetService(type);
        }
        catch (Exception exception) when (PreparationException.Wraps(exception))
        {
            throw new PreparationException(exception);
        }
    }

    // A provider that wraps another hands out the inner one when asked for itself.
    internal static object? FindKeyed(IServiceProvider? services, Type type, object? key)
    {
        try
        {
            return (services as IKeyedServiceProvider ?? services?.GetService(typeof(IServiceProvider)) as IKeyedServiceProvider)?.GetKeyedService(type, key);
        }
        catch (Exception exception) when (PreparationException.Wraps(exception))
        {
            throw new PreparationException(exception);
        }
    }

    internal static PreparationException NotMade(string why) => new(new InvalidOperationException(why));

    /// <summary>Says why there is no instance.</summary>
    /// <typeparam name="T">The class of the tools.</typeparam>
    /// <param name="why">Why it cannot be made.</param>
    /// <exception cref="InvalidOperationException">Always.</exception>
    public static T Missing<T>(string why) => throw NotMade(
        $"{typeof(T).Name} is not registered in the services and cannot be made: {why}. Register it, or hand the tools an instance with {typeof(T).Name}.From(instance).");
}
