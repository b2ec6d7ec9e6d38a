using System.Text.RegularExpressions;

namespace Sidetone.ElevenLabs.Rest;

/// <summary>A proxy's address may hold its password, and the framework's messages hold the address.</summary>
internal static partial class ProxyAddress
{
    /// <summary>The text, without passwords in addresses.</summary>
    public static string Hide(string text) => UserInfo().Replace(text, "//***@");

    /// <summary>The exception; null when it tells a password.</summary>
    public static Exception? Keep(Exception exception) => UserInfo().IsMatch(exception.ToString()) ? null : exception;

    [GeneratedRegex(@"//[^/\s@]+@", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UserInfo();
}
