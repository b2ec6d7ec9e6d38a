using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sidetone.Tools.Shapes;

namespace Sidetone.Tools.Reflection;

/// <summary>Makes collections of a type that is known at run time only.</summary>
internal abstract class Collector
{
    [RequiresDynamicCode("Makes a type for the items.")]
    [RequiresUnreferencedCode("Makes a type for the items.")]
    public static Collector Of(Type item) => (Collector)Activator.CreateInstance(typeof(Typed<>).MakeGenericType(item))!;

    /// <summary>A list in the form that the parameter takes.</summary>
    public abstract object List(CollectionForm form, List<object?> items);

    /// <summary>A dictionary.</summary>
    public abstract object Map(Dictionary<string, object?> items);

    // What could not be read is the type's default: it has been reported, and nobody will see it.
    private sealed class Typed<T> : Collector
    {
        public override object List(CollectionForm form, List<object?> items)
        {
            var typed = items.ConvertAll(item => item is T value ? value : default!);
            return form switch
            {
                CollectionForm.Array => typed.ToArray(),
                CollectionForm.HashSet => new HashSet<T>(typed),
                CollectionForm.ImmutableArray => ImmutableArray.CreateRange(typed),
                CollectionForm.ImmutableList => ImmutableList.CreateRange(typed),
                CollectionForm.ImmutableHashSet => ImmutableHashSet.CreateRange(typed),
                _ => typed,
            };
        }

        public override object Map(Dictionary<string, object?> items)
        {
            var map = new Dictionary<string, T>(StringComparer.Ordinal);
            foreach (var (key, item) in items)
                map[key] = item is T value ? value : default!;
            return map;
        }
    }
}
