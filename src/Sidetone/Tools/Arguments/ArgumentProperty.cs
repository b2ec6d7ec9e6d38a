using System.Text.Encodings.Web;
using System.Text.Json;
using Sidetone.Tools.Schemas;

namespace Sidetone.Tools.Arguments;

/// <summary>A declared property: its form, and what stands for it when it is missing.</summary>
internal sealed class ArgumentProperty(string name, List<SchemaNode> nodes, bool required)
{
    private static readonly JsonElement s_null = JsonElement.Parse("null"u8);

    private readonly Lazy<ArgumentShape> _shape = new(() => ArgumentShape.Of(nodes));
    private readonly Lazy<bool> _dropsNull = new(() => !required && !nodes.TrueForAll(static n => n.Accepts(s_null)));
    private readonly Lazy<JsonElement?> _default = new(() =>
        // A default that its own schema refuses would make every call fail; it is taken for a note to people.
        ArgumentShape.Of(nodes).Default is { } value && nodes.TrueForAll(n => n.Accepts(value)) ? value : null);

    public string Name => name;
    public JsonEncodedText EncodedName { get; } = JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
    public ArgumentShape Shape => _shape.Value;
    public JsonElement? Default => _default.Value;

    /// <summary>A null can only mean "not given": it may be left out, and is no value here.</summary>
    public bool DropsNull => _dropsNull.Value;
}
