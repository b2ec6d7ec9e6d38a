using System.Text;

namespace Sidetone.Tools.Shapes;

/// <summary>Names of C# as names for models.</summary>
internal static class ToolNames
{
    /// <summary><c>FindOrderAsync</c> is <c>find_order</c>, <c>GetHTTPStatus2</c> is <c>get_http_status2</c>.</summary>
    public static string Snake(string method)
    {
        if (method.Length > 5 && method.EndsWith("Async", StringComparison.Ordinal))
            method = method.Substring(0, method.Length - 5);
        var name = new StringBuilder(method.Length + 8);
        for (var i = 0; i < method.Length; i++)
        {
            var c = method[i];
            var startsWord = char.IsUpper(c) && i > 0 && method[i - 1] != '_'
                && (!char.IsUpper(method[i - 1]) || (i + 1 < method.Length && char.IsLower(method[i + 1])));
            if (startsWord)
                name.Append('_');
            name.Append(char.ToLowerInvariant(c));
        }
        return name.ToString();
    }

    /// <summary>The camelCase of System.Text.Json: <c>OrderId</c> is <c>orderId</c>, <c>URLPath</c> is <c>urlPath</c>.</summary>
    public static string Camel(string property)
    {
        if (property.Length == 0 || !char.IsUpper(property[0]))
            return property;
        var name = property.ToCharArray();
        for (var i = 0; i < name.Length; i++)
        {
            if (i == 1 && !char.IsUpper(name[i]))
                break;
            if (i > 0 && i + 1 < name.Length && !char.IsUpper(name[i + 1]))
            {
                if (name[i + 1] == ' ')
                    name[i] = char.ToLowerInvariant(name[i]);
                break;
            }
            name[i] = char.ToLowerInvariant(name[i]);
        }
        return new string(name);
    }
}
