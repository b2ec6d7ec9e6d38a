using System.Collections.ObjectModel;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Sidetone.Tools.Reflection;

/// <summary>Whether a member of a generic type's parameter was written with a question mark. Of a constructed type, say <c>Box&lt;string&gt;</c>,
/// the platform's own answer is always yes, because the type parameter alone might be anything.</summary>
[RequiresUnreferencedCode("Reflects over the types of parameters.")]
internal static class TypeParameters
{
    private const byte Annotated = 2;

    /// <summary>Null if the member is not of a type parameter.</summary>
    public static bool? IsAnnotated(ParameterInfo parameter) =>
        parameter.Member.DeclaringType is { IsConstructedGenericType: true } owner
        && owner.GetGenericTypeDefinition().GetConstructors().FirstOrDefault(c => c.MetadataToken == parameter.Member.MetadataToken) is { } constructor
        && constructor.GetParameters()[parameter.Position] is { ParameterType.IsGenericParameter: true } open
            ? Flag(open.GetCustomAttributesData(), constructor) == Annotated
            : null;

    /// <summary>Null if the member is not of a type parameter.</summary>
    public static bool? IsAnnotated(PropertyInfo property) =>
        property.DeclaringType is { IsConstructedGenericType: true } owner
        && owner.GetGenericTypeDefinition().GetProperty(property.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
            is { PropertyType.IsGenericParameter: true } open
            ? Flag(open.GetCustomAttributesData(), open) == Annotated
            : null;

    // The compiler writes what most members of a type are once, above them.
    private static byte Flag(IList<CustomAttributeData> own, MemberInfo member)
    {
        if (Value(own, "System.Runtime.CompilerServices.NullableAttribute") is { } flag)
            return flag;
        for (var context = member; context is not null; context = context.DeclaringType)
        {
            if (Value(context.GetCustomAttributesData(), "System.Runtime.CompilerServices.NullableContextAttribute") is { } common)
                return common;
        }
        return 0;
    }

    private static byte? Value(IList<CustomAttributeData> attributes, string name) =>
        attributes.FirstOrDefault(a => a.AttributeType.FullName == name)?.ConstructorArguments[0].Value switch
        {
            byte flag => flag,
            ReadOnlyCollection<CustomAttributeTypedArgument> flags => (byte)flags[0].Value!,
            _ => null,
        };
}
