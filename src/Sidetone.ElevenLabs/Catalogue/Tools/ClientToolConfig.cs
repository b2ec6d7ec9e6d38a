using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>A tool that the program runs which holds the conversation.</summary>
public sealed partial class ClientToolConfig : ToolConfig
{
    internal ClientToolConfig(JsonObject json)
        : base(json)
    {
    }

    /// <summary>A client tool with the platform's defaults.</summary>
    /// <param name="name">What the agent calls it by.</param>
    /// <param name="description">When it should be used and what it does.</param>
    public ClientToolConfig(string name, string description)
        : base(ToolType.Client, name, description)
    {
    }

    /// <summary>What it takes. Default: null, nothing.</summary>
    public ObjectSchema? Parameters { get => One("parameters", json => new ObjectSchema(json)); set => Set("parameters", value?.Json); }

    /// <summary>The agent waits for what the tool returns, and reads it. Default: false, and the result is lost on the agent.</summary>
    public bool ExpectsResponse { get => Flag("expects_response") ?? false; set => Set("expects_response", value); }

    /// <summary>Values for dynamic variables while none are given. Default: none.</summary>
    public DynamicVariables? DynamicVariables { get => One("dynamic_variables", json => new DynamicVariables(json)); set => Set("dynamic_variables", value?.Json); }

    /// <summary>When it runs. Default: <see cref="ToolExecutionMode.Immediate"/>.</summary>
    public ToolExecutionMode ExecutionMode
    {
        get => Word<ToolExecutionMode>("execution_mode") ?? ToolExecutionMode.Immediate;
        set => Set<ToolExecutionMode>("execution_mode", value);
    }
}
