using System.Text.Json.Nodes;

namespace Sidetone.ElevenLabs.Catalogue;

/// <summary>One call of a tool, as the platform recorded it.</summary>
public sealed class ToolExecution : CatalogueObject
{
    internal ToolExecution(JsonObject json)
        : base(json)
    {
    }

    /// <summary>The record's id.</summary>
    public string Id => Text("id") ?? "";

    /// <summary>The tool that was called.</summary>
    public string ToolId => Text("tool_id") ?? "";

    /// <summary>The call's id: <c>tool_call_id</c> in the conversation, <c>request_id</c> in its transcript.</summary>
    public string CallId => Text("tool_request_id") ?? "";

    /// <summary>The conversation in which it was called.</summary>
    public string ConversationId => Text("conversation_id") ?? "";

    /// <summary>The agent that called.</summary>
    public string AgentId => Text("agent_id") ?? "";

    /// <summary>The agent's branch; null when the platform does not say.</summary>
    public string? BranchId => Text("branch_id");

    /// <summary>When; null when the platform does not say.</summary>
    public DateTimeOffset? At => Moment("timestamp");

    /// <summary>How long it took; null when the platform does not say.</summary>
    public TimeSpan? Latency => Seconds("latency_secs");

    /// <summary>It failed.</summary>
    public bool IsError => Flag("is_error") ?? false;

    /// <summary>What went to the tool.</summary>
    public string? RequestPayload => Text("request_payload");

    /// <summary>What came back.</summary>
    public string? ResponsePayload => Text("response_payload");

    /// <summary>Why it failed; null when it did not.</summary>
    public string? ErrorMessage => Text("error_message");

    /// <summary>The platform's word for the failure, such as <c>client_timeout</c>; null when there is none.</summary>
    public string? ErrorType => Text("error_type");

    /// <summary>What is particular to the kind of tool: <c>{"type":"client","parameters":…}</c>; null when the platform gives none.</summary>
    public JsonObject? Details => Json["tool_call_details"] as JsonObject;
}
