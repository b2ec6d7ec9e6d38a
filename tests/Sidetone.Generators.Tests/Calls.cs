using System.Buffers;
using System.Text;
using System.Text.Json;
using Sidetone.Tools;

namespace Sidetone.Generators.Tests;

/// <summary>Calls tools without a session.</summary>
internal static class Calls
{
    public static BoundCall Bound(this Tool tool, string arguments)
    {
        var errors = new ArgumentErrors();
        var call = tool.Bind(Encoding.UTF8.GetBytes(arguments), errors);
        Assert.True(call is not null, string.Join("; ", errors.Told));
        Assert.Equal(0, errors.Count);
        return call!;
    }

    /// <summary>What is wrong with the arguments, one error a line.</summary>
    public static string Errors(this Tool tool, string arguments)
    {
        var errors = new ArgumentErrors();
        Assert.Null(tool.Bind(Encoding.UTF8.GetBytes(arguments), errors));
        return string.Join("\n", errors.Told.Select(e => e.Path.Length == 0 ? e.Message : e.Path + " " + e.Message));
    }

    /// <summary>The canonical form of the arguments.</summary>
    public static string Canonical(this Tool tool, string arguments) => tool.Bound(arguments).Canonical();

    public static string Canonical(this BoundCall call)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        call.WriteArguments(writer);
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static Tool Named(this IReadOnlyList<Tool> tools, string name) => tools.Single(t => t.Name == name);

    public static string Schema(this Tool tool) => Encoding.UTF8.GetString(tool.Declaration.Schema.Span);

    public static string Strict(this Tool tool) => Encoding.UTF8.GetString(tool.Declaration.StrictSchema!.Value.Span);
}
