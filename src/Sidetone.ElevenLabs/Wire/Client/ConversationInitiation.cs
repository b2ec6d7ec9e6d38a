using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The first message of a client: what it wants to be different in this conversation. Each override must be allowed in the agent's
/// settings, otherwise the server closes with an override error.</summary>
public sealed record ConversationInitiation : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new(
        "conversation_initiation_client_data", null, static (ref json) => new ConversationInitiation
        {
            ConfigOverride = json.Object("conversation_config_override"u8, ConversationOverride.Read),
            CustomLlmExtraBody = json.Raw("custom_llm_extra_body"u8),
            DynamicVariables = DynamicVariable.Map(json.Map("dynamic_variables"u8)),
            UserId = json.OptionalText("user_id"u8),
            SourceInfo = json.Object("source_info"u8, SourceInfo.Read),
            Environment = json.OptionalText("environment"u8),
            BranchId = json.OptionalText("branch_id"u8),
            StartingWorkflowNodeId = json.OptionalText("starting_workflow_node_id"u8),
            ProcedureIds = json.Texts("procedure_ids"u8),
            ToolMocks = json.Object("tool_mock_config"u8, ToolMocks.Read),
            Extra = json.Rest(),
        });

    /// <summary>What replaces the agent's own settings; written as <c>{}</c> unless it says more, as all official clients do. Null only
    /// when a client did not send it.</summary>
    public ConversationOverride? ConfigOverride { get; init; } = new();

    /// <summary>A JSON object that is handed to a custom model; empty for none.</summary>
    public JsonText CustomLlmExtraBody { get; init; }

    /// <summary>Values for the <c>{{name}}</c>s of the agent's texts; null for none. Names with <c>secret__</c> reach only headers and
    /// never the model.</summary>
    public IReadOnlyDictionary<string, DynamicVariable>? DynamicVariables { get; init; }

    /// <summary>The user's id in the agent owner's own terms; null for none.</summary>
    public string? UserId { get; init; }

    /// <summary>Which program starts it; null for not said.</summary>
    public SourceInfo? SourceInfo { get; init; }

    /// <summary>The environment whose variables the agent uses; null for <c>production</c>. In the message as the Node SDK does; others put
    /// it in the URL.</summary>
    public string? Environment { get; init; }

    /// <summary>The agent's branch; null for the main one.</summary>
    public string? BranchId { get; init; }

    /// <summary>Where in its workflow the agent begins; null for the usual place.</summary>
    public string? StartingWorkflowNodeId { get; init; }

    /// <summary>The procedures that the agent may use; null for not said.</summary>
    public IReadOnlyList<string>? ProcedureIds { get; init; }

    /// <summary>Which tools are only pretended, in a test; null for none.</summary>
    public ToolMocks? ToolMocks { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        json.WriteIfAny("conversation_config_override"u8, ConfigOverride);
        json.WriteIfAny("custom_llm_extra_body"u8, CustomLlmExtraBody);
        DynamicVariable.Write(json, "dynamic_variables"u8, DynamicVariables);
        json.WriteIfAny("user_id"u8, UserId);
        json.WriteIfAny("source_info"u8, SourceInfo);
        json.WriteIfAny("environment"u8, Environment);
        json.WriteIfAny("branch_id"u8, BranchId);
        json.WriteIfAny("starting_workflow_node_id"u8, StartingWorkflowNodeId);
        json.WriteIfAny("procedure_ids"u8, ProcedureIds);
        json.WriteIfAny("tool_mock_config"u8, ToolMocks);
    }
}
