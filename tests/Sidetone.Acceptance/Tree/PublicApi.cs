using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace Sidetone.Acceptance.Tree;

/// <summary>What a package promises to those who compile against it, as text: a line a member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Kind(type)} {type.Namespace}.{Name(type)}{Bases(type)}");
            foreach (var member in type.GetMembers(Declared).Where(IsWritten).Select(Describe).OfType<string>().Order(StringComparer.Ordinal))
                text.AppendLine("    " + member);
        }
        return text.ToString().ReplaceLineEndings("\n");
    }

    // What the compiler adds to a record is promised by the word.
    private static bool IsWritten(MemberInfo member) => !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is FieldInfo;

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => IsRecord(type) ? "record struct" : "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } when IsRecord(type) => "sealed record",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static bool IsRecord(Type type) => type.GetMethod("PrintMembers", Declared) is not null;

    private static string Bases(Type type)
    {
        IEnumerable<string> bases = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(found => found.IsPublic && found.Name != "IEquatable`1").Select(Name).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum))
            bases = bases.Prepend(Name(parent));
        return string.Join(", ", bases) is { Length: > 0 } named ? " : " + named : "";
    }

    private static string? Describe(MemberInfo member) => member switch
    {
        FieldInfo { IsSpecialName: false } field when IsPromised(field.Attributes & FieldAttributes.FieldAccessMask) =>
            field.IsLiteral ? $"const {Name(field.FieldType)} {field.Name} = {field.GetRawConstantValue()}" : $"{Static(field.IsStatic)}{Name(field.FieldType)} {field.Name}",
        ConstructorInfo made when IsPromised(made) => $"new({Parameters(made)})",
        MethodInfo { IsSpecialName: false } method when IsPromised(method) && method.GetBaseDefinition() == method =>
            $"{Access(method)}{Static(method.IsStatic)}{Name(s_nullability.Create(method.ReturnParameter))} {method.Name}{Arguments(method)}({Parameters(method)})",
        PropertyInfo property when Accessors(property) is { Length: > 0 } accessors =>
            $"{Static(property.GetAccessors(true)[0].IsStatic)}{(property.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{Name(s_nullability.Create(property))} {property.Name} {{ {accessors}}}",
        EventInfo { AddMethod.IsPublic: true } raised => $"event {Name(s_nullability.Create(raised))} {raised.Name}",
        _ => null,
    };

    private static string Accessors(PropertyInfo property)
    {
        var get = property.GetMethod is { } getter && IsPromised(getter) ? Access(getter) + "get; " : "";
        if (property.SetMethod is not { } setter || !IsPromised(setter))
            return get;
        return $"{get}{(setter.ReturnParameter.GetRequiredCustomModifiers().Length > 0 ? "init" : "set")}; ";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{(parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")}{Name(s_nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "default"}" : "")}"));

    private static string Arguments(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Static(bool isStatic) => isStatic ? "static " : "";

    private static string Access(MethodBase method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "") + (method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract " : method is { IsVirtual: true, IsFinal: false, DeclaringType.IsInterface: false } ? "virtual " : "");

    private static bool IsPromised(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsPromised(FieldAttributes access) => access is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    // With what may be null within it, too: that is promised as well.
    private static string Name(NullabilityInfo found)
    {
        var type = found.Type.IsByRef ? found.Type.GetElementType()! : found.Type;
        var name = found.ElementType is { } item ? Name(item) + "[]"
            : found.GenericTypeArguments is { Length: > 0 } arguments && Nullable.GetUnderlyingType(type) is null ? $"{Plain(type)}<{string.Join(", ", arguments.Select(Name))}>"
            : Name(type);
        // Of a type parameter nobody knows until it is given.
        return !type.IsValueType && !type.IsGenericParameter && found.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Name(Type type) => type switch
    {
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        _ when Nullable.GetUnderlyingType(type) is { } value => Name(value) + "?",
        { IsGenericType: true } => $"{Plain(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        _ => Plain(type),
    };

    private static string Plain(Type type)
    {
        var name = type.Name.IndexOf('`', StringComparison.Ordinal) is var at and > 0 ? type.Name[..at] : type.Name;
        return type is { IsNested: true, IsGenericParameter: false } ? $"{Plain(type.DeclaringType!)}.{name}" : name;
    }
}
