using System.Text;

namespace Sidetone.Execution;

/// <summary>Cuts an output that is too long for a model, and says so.</summary>
internal static class OutputLimit
{
    public static ToolResult Apply(in ToolResult result, int maxBytes)
    {
        var length = result.Utf8.Length;
        if (length <= maxBytes)
            return result;
        var note = Encoding.UTF8.GetBytes($"\n[cut: the first part of {length} bytes]");
        var end = maxBytes - note.Length;
        while (end > 0 && (result.Utf8.Span[end] & 0xC0) == 0x80)   // never inside a character
            end--;
        byte[] cut = [.. result.Utf8.Span[..end], .. note];
        return result.WithOutput(cut, isText: true);
    }
}
