using System.Text.Json;
using Sidetone.Conversations;

namespace Sidetone.ElevenLabs.Wire;

/// <summary>The agent itself, brought along to a self-hosted server ("orchestrator") before the <see cref="ConversationInitiation"/>. In no
/// schema; the Python and JavaScript SDKs send it.</summary>
public sealed record EnclaveSetup : ClientMessage
{
    internal static readonly MessageShape<ClientMessage> Wire = new("enclave_setup_config", null, static (ref json) => new EnclaveSetup
    {
        AgentConfig = json.Raw("agent_config_dict"u8),
        AgentConfigOverrides = json.Raw("override_agent_config_list"u8),
        Tools = json.Raw("tools_config_list"u8),
        PromptKnowledgeBase = json.Texts("prompt_knowledge_base"u8),
        TranscriptionWebhookUrl = json.OptionalText("post_call_transcription_webhook_url"u8),
        AudioWebhookUrl = json.OptionalText("post_call_audio_webhook_url"u8),
        TranscriptionWebhook = json.Object("post_call_transcription_webhook"u8, PostCallWebhook.Read),
        AudioWebhook = json.Object("post_call_audio_webhook"u8, PostCallWebhook.Read),
        BedrockInferenceProfile = json.OptionalText("bedrock_inference_profile"u8),
        Extra = json.Rest(),
    });

    /// <summary>The agent's configuration, a JSON object; empty for none.</summary>
    public JsonText AgentConfig { get; init; }

    /// <summary>Configurations that replace it, a JSON array; empty for none.</summary>
    public JsonText AgentConfigOverrides { get; init; }

    /// <summary>The agent's tools, a JSON array of the platform's <c>tool_config</c> objects; empty for none.</summary>
    public JsonText Tools { get; init; }

    /// <summary>Texts that the agent knows; null for none.</summary>
    public IReadOnlyList<string>? PromptKnowledgeBase { get; init; }

    /// <summary>Where the transcript goes after the call, in the older form; null for nowhere. Not together with
    /// <see cref="TranscriptionWebhook"/>.</summary>
    public string? TranscriptionWebhookUrl { get; init; }

    /// <summary>Where the recording goes after the call, in the older form; null for nowhere. Not together with
    /// <see cref="AudioWebhook"/>.</summary>
    public string? AudioWebhookUrl { get; init; }

    /// <summary>Where the transcript goes after the call; null for nowhere.</summary>
    public PostCallWebhook? TranscriptionWebhook { get; init; }

    /// <summary>Where the recording goes after the call; null for nowhere.</summary>
    public PostCallWebhook? AudioWebhook { get; init; }

    /// <summary>The inference profile on Amazon Bedrock; null for none. Only the JavaScript SDK sends it.</summary>
    public string? BedrockInferenceProfile { get; init; }

    private protected override MessageShape<ClientMessage> Shape => Wire;

    private protected override void WriteFields(Utf8JsonWriter json)
    {
        // Both SDKs write these four always.
        WriteOrNull(json, "agent_config_dict"u8, AgentConfig);
        WriteOrNull(json, "override_agent_config_list"u8, AgentConfigOverrides);
        WriteOrNull(json, "tools_config_list"u8, Tools);
        if (PromptKnowledgeBase is null)
            json.WriteNull("prompt_knowledge_base"u8);
        json.WriteIfAny("prompt_knowledge_base"u8, PromptKnowledgeBase);
        json.WriteIfAny("post_call_transcription_webhook_url"u8, TranscriptionWebhookUrl);
        json.WriteIfAny("post_call_audio_webhook_url"u8, AudioWebhookUrl);
        json.WriteIfAny("post_call_transcription_webhook"u8, TranscriptionWebhook);
        json.WriteIfAny("post_call_audio_webhook"u8, AudioWebhook);
        json.WriteIfAny("bedrock_inference_profile"u8, BedrockInferenceProfile);
    }

    private static void WriteOrNull(Utf8JsonWriter json, ReadOnlySpan<byte> name, JsonText value)
    {
        if (value.IsEmpty)
            json.WriteNull(name);
        json.WriteIfAny(name, value);
    }
}
