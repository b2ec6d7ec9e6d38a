using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A part of a tool's result that becomes a dynamic variable.</summary>
public sealed class DynamicVariableAssignment : CatalogueObject
{
    internal DynamicVariableAssignment(JsonObject json)
        : base(json)
    {
    }

    /// <summary>An assignment.</summary>
    /// <param name="dynamicVariable">The variable's name.</param>
    /// <param name="valuePath">Where the value stands in the result, with dots: <c>data.0.id</c>. A path that is not there changes nothing.</param>
    public DynamicVariableAssignment(string dynamicVariable, string valuePath)
        : base(null)
    {
        DynamicVariable = dynamicVariable;
        ValuePath = valuePath;
    }

    /// <summary>The variable's name.</summary>
    public string DynamicVariable { get => Text("dynamic_variable") ?? ""; set => Set("dynamic_variable", value); }

    /// <summary>Where the value stands in the result.</summary>
    public string ValuePath { get => Text("value_path") ?? ""; set => Set("value_path", value); }

    /// <summary>What the value is taken from. Default: <c>response</c>, all there is.</summary>
    public string Source { get => Text("source") ?? "response"; set => Set("source", value); }

    /// <summary>The value is taken out of what the model and the transcript see. Default: false.</summary>
    public bool Sanitize { get => Flag("sanitize") ?? false; set => Set("sanitize", value); }

    /// <summary>A list or an object stays one, and does not become a text. Default: false.</summary>
    public bool PreserveNativeType { get => Flag("preserve_native_type") ?? false; set => Set("preserve_native_type", value); }
}
